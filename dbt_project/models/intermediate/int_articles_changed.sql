{{ config(materialized='table', unlogged=true, tags=['before_resolution']) }}

with

kept as (
    select * from {{ ref('int_articles_kept') }}
),

syndicated as (
    select * from {{ ref('int_articles_syndicated') }}
),

quarantined as (
    select * from {{ ref('stg_ops__quarantined_mentions') }}
),

corrections as (
    select * from {{ ref('int_corrections_placed') }}
),

built as (
    select * from {{ source('candidate', 'articles_built') }}
),

quarantines as (
    select
        article_key,
        load_id,
        string_agg(
            mention_table || mention_key, ' '
            order by {{ by_code_point('mention_table') }}, {{ by_code_point('mention_key') }}
        ) as mention_keys
    from quarantined
    group by article_key, load_id
),

corrected as (
    select
        article_key,
        string_agg(cast(correction_no as text), ' ' order by correction_no) as correction_numbers
    from corrections
    group by article_key
),

-- All that the rows of an article depend on, apart from the project and the entities.
described as (
    select
        kept.article_key,
        md5(cast(row(
            kept.load_id,
            kept.source_uri,
            kept.content_sha256,
            kept.extraction_load_id,
            kept.extracted_at,
            syndicated.syndication_key,
            quarantines.mention_keys,
            corrected.correction_numbers
        ) as text)) as state
    from kept
    inner join syndicated on kept.article_key = syndicated.article_key
    left join quarantines
        on
            kept.article_key = quarantines.article_key
            and kept.extraction_load_id = quarantines.load_id
    left join corrected on kept.article_key = corrected.article_key
),

int_articles_changed as (
    select
        coalesce(described.article_key, built.article_key) as article_key,
        described.state
    from described
    full outer join built on described.article_key = built.article_key
    where described.state is distinct from built.state
)

select * from int_articles_changed
