-- What the marts on quality show. They are views over these views, so that they are current for a load that is judged
-- after its marts were built, and for one that never was published.
create view ops.load_accounts as
with documents as (
    select
        load_id,
        count(*) as received,
        count(*) filter (where outcome = 'landed') as landed,
        count(*) filter (where outcome = 'duplicate') as duplicate,
        count(*) filter (where outcome = 'quarantined') as quarantined
    from ops.document_outcomes
    group by load_id
),

articles as (
    select
        load_id,
        count(*) filter (where outcome = 'extracted') as extracted,
        count(*) filter (where outcome = 'empty') as mentionless,
        count(*) filter (where outcome = 'failed') as failed
    from ops.article_outcomes
    group by load_id
),

mentions as (
    select
        load_id,
        sum(metric_count + initiative_count + participant_count + role_count) as found
    from ops.load_yields
    group by load_id
),

quarantined_mentions as (
    select
        load_id,
        count(*) as quarantined
    from ops.quarantined_mentions
    group by load_id
),

checks as (
    select
        load_id,
        count(*) as judged,
        count(*) filter (where not success and severity = 'blocks') as failed_blocking,
        count(*) filter (where not success and severity = 'warns') as failed_warning
    from ops.check_results
    group by load_id
),

arrivals as (
    select
        load_id,
        min(arrived_at) filter (where station = 'read') as at_read,
        min(arrived_at) filter (where station = 'extract') as at_extract,
        min(arrived_at) filter (where station = 'build') as at_build,
        min(arrived_at) filter (where station = 'audit') as at_audit,
        min(arrived_at) filter (where station = 'publish') as at_publish
    from ops.load_arrivals
    group by load_id
),

publications as (
    select distinct on (load_id)
        load_id,
        published_at,
        digest,
        action,
        decided_by,
        reason
    from ops.publications
    where action <> 'rollback'
    order by load_id asc, publication_no desc
)

select
    loads.load_id,
    loads.station,
    loads.outcome,
    loads.reason,
    loads.opened_at,
    loads.closed_at,
    coalesce(documents.received, 0) as documents_received,
    coalesce(documents.landed, 0) as documents_landed,
    coalesce(documents.duplicate, 0) as documents_duplicate,
    coalesce(documents.quarantined, 0) as documents_quarantined,
    coalesce(articles.extracted, 0) as articles_extracted,
    coalesce(articles.mentionless, 0) as articles_empty,
    coalesce(articles.failed, 0) as articles_failed,
    coalesce(mentions.found, 0) as mentions_found,
    coalesce(quarantined_mentions.quarantined, 0) as mentions_quarantined,
    coalesce(checks.judged, 0) as checks_judged,
    coalesce(checks.failed_blocking, 0) as checks_failed_blocking,
    coalesce(checks.failed_warning, 0) as checks_failed_warning,
    extract(epoch from arrivals.at_read - loads.opened_at) as land_seconds,
    extract(epoch from arrivals.at_extract - arrivals.at_read) as read_seconds,
    extract(epoch from arrivals.at_build - arrivals.at_extract) as extract_seconds,
    extract(epoch from arrivals.at_audit - arrivals.at_build) as build_seconds,
    extract(epoch from arrivals.at_publish - arrivals.at_audit) as audit_seconds,
    publications.published_at,
    publications.digest,
    publications.decided_by as released_by,
    publications.reason as release_reason
from ops.loads as loads
left join documents on loads.load_id = documents.load_id
left join articles on loads.load_id = articles.load_id
left join mentions on loads.load_id = mentions.load_id
left join quarantined_mentions on loads.load_id = quarantined_mentions.load_id
left join checks on loads.load_id = checks.load_id
left join arrivals on loads.load_id = arrivals.load_id
left join publications on loads.load_id = publications.load_id;
comment on view ops.load_accounts is 'One row per load: its accounting, its checks, its times and its publication.';

create view ops.quarantine as
with mentions as (
    select
        'metric_mentions' as mention_table,
        article_key,
        load_id,
        mention_key,
        quote
    from raw.metric_mentions
    union all
    select
        'initiative_mentions' as mention_table,
        article_key,
        load_id,
        mention_key,
        quote
    from raw.initiative_mentions
    union all
    select
        'participant_mentions' as mention_table,
        article_key,
        load_id,
        mention_key,
        quote
    from raw.participant_mentions
    union all
    select
        'role_mentions' as mention_table,
        article_key,
        load_id,
        mention_key,
        quote
    from raw.role_mentions
)

select
    outcomes.load_id,
    'document' as what,
    outcomes.document_key,
    null as article_key,
    null as mention_table,
    null as mention_key,
    outcomes.reason_code as rule,
    outcomes.reason,
    null as quote,
    outcomes.decided_at as quarantined_at
from ops.document_outcomes as outcomes
where outcomes.outcome = 'quarantined'
union all
select
    outcomes.load_id,
    'article' as what,
    articles.document_key,
    outcomes.article_key,
    null as mention_table,
    null as mention_key,
    'engine_failed' as rule,
    outcomes.reason,
    null as quote,
    outcomes.decided_at as quarantined_at
from ops.article_outcomes as outcomes
inner join raw.articles as articles on outcomes.article_key = articles.article_key
where outcomes.outcome = 'failed'
union all
select
    quarantined.load_id,
    'mention' as what,
    articles.document_key,
    quarantined.article_key,
    quarantined.mention_table,
    quarantined.mention_key,
    quarantined.rule,
    quarantined.reason,
    mentions.quote,
    quarantined.quarantined_at
from ops.quarantined_mentions as quarantined
inner join raw.articles as articles on quarantined.article_key = articles.article_key
left join mentions
    on
        quarantined.article_key = mentions.article_key
        and quarantined.load_id = mentions.load_id
        and quarantined.mention_table = mentions.mention_table
        and quarantined.mention_key = mentions.mention_key;
comment on view ops.quarantine is 'One row per document, article or mention that was set aside, with the reason.';
