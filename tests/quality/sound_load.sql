-- A sound load on the road: four documents, three articles and their mentions.
insert into ops.loads (load_id, station, outcome, opened_at) values
('load-000001', 'audit', 'open', '2021-06-01 08:00+08'),
('load-000009', 'publish', 'stopped', '2021-05-01 08:00+08');

create temporary table received (document_key, uri, content) as values
('d1', '/in/page.txt', '江北晚报2021年5月30日的一页'),
('d2', '/in/copy.html', '江北在线转载的一篇'),
('d3', '/in/noise.bin', '一堆乱码'),
('d4', '/in/again.txt', '江北晚报2021年5月30日的一页');

insert into raw.blobs
select distinct encode(sha256(convert_to(content, 'utf8')), 'hex'), convert_to(content, 'utf8') from received;

insert into raw.documents (document_key, load_id, source_name, source_uri, content_sha256, byte_count)
select document_key, 'load-000001', 'inbox', uri,
    encode(sha256(convert_to(content, 'utf8')), 'hex'), octet_length(convert_to(content, 'utf8'))
from received;

insert into ops.document_outcomes (document_key, load_id, outcome, reason_code, reason, duplicate_of) values
('d1', 'load-000001', 'landed', null, null, null),
('d2', 'load-000001', 'landed', null, null, null),
('d3', 'load-000001', 'quarantined', 'binary', 'The file is no text.', null),
('d4', 'load-000001', 'duplicate', 'same_content', 'The same content was received before.', 'd1');

insert into raw.articles (
    article_key, document_key, load_id, story_no, title, body, published_on, published_on_basis, publisher
) values
('a1', 'd1', 'load-000001', 1, '云帆平台上线', '江北市去年培育智能工厂128家。今年5月，云帆工业互联网平台上线，'
 || '江北机电公司总经理李望山介绍，平台服务企业超过3000家，带动产值增长12.5%。', '2021-05-30', 'stated', '江北晚报'),
('a2', 'd1', 'load-000001', 2, '绿色电池基地开建', '江北市将建绿色电池基地，总投资20亿元，'
 || '建成后每年可节约用电3-5亿千瓦时。', '2021-05-30', 'stated', '江北晚报'),
('a3', 'd2', 'load-000001', 1, '江北再添平台', '今年5月，云帆工业互联网平台上线。', null, null, '江北在线');

insert into ops.article_outcomes (article_key, load_id, outcome, reason, engine_version, lexicon_hash)
values
('a1', 'load-000001', 'extracted', null, '1', 'cafe'),
('a2', 'load-000001', 'extracted', null, '1', 'cafe'),
('a3', 'load-000001', 'extracted', null, '1', 'cafe');

insert into raw.metric_mentions
select 'load-000001', m.article_key, m.mention_key, m.indicator, m.subject, m.value, m.value_max, m.unit, m.comparator,
    m.measure, m.period, m.period_start::date, m.period_end::date, 'year', m.status, a.body, m.quote,
    position(m.quote in a.body) - 1, position(m.quote in a.body) - 1 + char_length(m.quote), 0.9, 'counted'
from (values
    ('a1', 'm1', '智能工厂数', '江北市', 128, null, '家', '=', 'level', '2020', '2020-01-01', '2020-12-31', 'actual',
     '128家'),
    ('a1', 'm2', '服务企业数', '云帆工业互联网平台', 3000, null, '家', '>', 'level', null, null, null, 'actual', '超过3000家'),
    ('a1', 'm3', '产值', null, 12.5, null, '%', '=', 'growth', null, null, null, 'actual', '增长12.5%'),
    ('a2', 'm4', '总投资', '绿色电池基地', 2000000000, null, '元', '=', 'level', null, null, null, 'target', '20亿元'),
    ('a2', 'm5', '年节约用电', '绿色电池基地', 300000000, 500000000, '千瓦时', 'range', 'level', null, null, null, 'target',
     '3-5亿千瓦时')
) as m (article_key, mention_key, indicator, subject, value, value_max, unit, comparator, measure, period, period_start,
    period_end, status, quote)
inner join raw.articles as a on a.article_key = m.article_key;

insert into raw.initiative_mentions
select 'load-000001', i.article_key, i.mention_key, i.name, '{}', i.initiative_type, i.status, i.status_date, '江北市',
    i.name, position(i.name in a.body) - 1, position(i.name in a.body) - 1 + char_length(i.name), 0.8, 'head_noun'
from (values
    ('a1', 'i1', '云帆工业互联网平台', 'platform', 'in_operation', '2021-05'),
    ('a2', 'i2', '绿色电池基地', 'facility', 'planned', null),
    ('a3', 'i3', '云帆工业互联网平台', 'platform', 'in_operation', null)
) as i (article_key, mention_key, name, initiative_type, status, status_date)
inner join raw.articles as a on a.article_key = i.article_key;

insert into raw.participant_mentions
select 'load-000001', p.article_key, p.mention_key, p.name, '{}', p.kind, p.organization_type, p.title, p.affiliation,
    p.name, position(p.name in a.body) - 1, position(p.name in a.body) - 1 + char_length(p.name), 0.8, 'suffix'
from (values
    ('a1', 'p1', '江北机电公司', 'organization', 'enterprise', null, null),
    ('a1', 'p2', '李望山', 'person', null, '总经理', '江北机电公司')
) as p (article_key, mention_key, name, kind, organization_type, title, affiliation)
inner join raw.articles as a on a.article_key = p.article_key;

insert into ops.load_yields values ('load-000001', 'inbox', 3, 5, 3, 2, 1);

insert into raw.role_mentions
select 'load-000001', 'a1', 'r1', '李望山', 'person', '云帆工业互联网平台', 'speaker', '李望山',
    position('李望山' in body) - 1, position('李望山' in body) + 2, 0.7, 'speech'
from raw.articles where article_key = 'a1';
