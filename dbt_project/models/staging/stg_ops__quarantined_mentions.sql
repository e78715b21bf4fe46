with

source as (
    select * from {{ source('ops', 'quarantined_mentions') }}
),

stg_ops__quarantined_mentions as (
    select
        article_key,
        load_id,
        mention_table,
        mention_key,
        rule,
        reason
    from source
)

select * from stg_ops__quarantined_mentions
