-- Articles that nobody wrote, for measuring: {articles} of them in one load, each with five metrics, one initiative and
-- two organizations with their roles. Every body is a row of pieces of 24 signs, so that every quote is where it says.
insert into ops.loads (load_id, station) values ('load-000001', 'build');
update ops.candidate set load_id = 'load-000001';

create temporary table made as
select
    n,
    md5('article' || n) as article_key,
    md5('document' || n) as document_key,
    date '2024-01-01' + (n % 730) as published_on,
    rpad('平台' || (n * 7919 % 4000), 24, '号') as initiative,
    rpad('单位' || (n * 104729 % 3000), 24, '司') as leader,
    rpad('单位' || (n * 15485863::bigint % 3000), 24, '司') as partner
from generate_series(1, {articles}) as numbers (n);

create temporary table measured as
select
    made.*,
    k,
    '第' || (n * k % 300) || '市' as subject,
    '指标' || cast(power(random(), 3) * 3000 as integer) || '数' as indicator,
    cast(random() * 1000 as integer) + 1 as value,
    case when random() < 0.08 then 'target' else 'actual' end as status,
    2024 + cast(random() * 2 as integer) as year
from made
cross join generate_series(1, 5) as five (k);

create temporary table bodies as
select n, string_agg(rpad(indicator || value || '家', 24, '。'), '' order by k) as metrics from measured group by n;
analyze made; analyze measured; analyze bodies;

insert into raw.documents (document_key, load_id, source_name, source_uri, content_sha256, byte_count)
select document_key, 'load-000001', 'made', 'made/' || n, document_key || document_key, 1 from made;
insert into ops.document_outcomes (document_key, load_id, outcome)
select document_key, 'load-000001', 'landed' from made;
insert into raw.articles (article_key, document_key, load_id, story_no, title, body, published_on, published_on_basis, publisher)
select
    article_key, document_key, 'load-000001', 1, '第' || n || '篇',
    metrics || initiative || leader || partner, published_on, 'stated', '第' || (n % 40) || '报'
from made
inner join bodies using (n);
insert into ops.article_outcomes (article_key, load_id, outcome, engine_version, lexicon_hash)
select article_key, 'load-000001', 'extracted', '1', '0' from made;
insert into raw.metric_mentions
select
    'load-000001', article_key, md5(n || ' ' || k), indicator, subject, value, null, '家', '=', 'level', year::text,
    make_date(year, 1, 1), make_date(year, 12, 31), 'year', status, rpad(indicator || value || '家', 24, '。'),
    rpad(indicator || value || '家', 24, '。'), (k - 1) * 24, k * 24, 0.9, 'made'
from measured;
insert into raw.initiative_mentions
select 'load-000001', article_key, md5('i' || n), initiative, '{{}}', 'platform', 'planned', null, '重庆', initiative, 120, 144, 0.9, 'made'
from made;
insert into raw.participant_mentions
select 'load-000001', article_key, md5('p' || n || place), name, '{{}}', 'organization', 'enterprise', null, null, name, place, place + 24, 0.9, 'made'
from made cross join lateral (values (leader, 144), (partner, 168)) as both_of (name, place);
insert into raw.role_mentions
select 'load-000001', article_key, md5('r' || n || place), name, 'organization', initiative, role, name, place, place + 24, 0.9, 'made'
from made cross join lateral (values (leader, 144, 'lead'), (partner, 168, 'partner')) as both_of (name, place, role);
analyze;
