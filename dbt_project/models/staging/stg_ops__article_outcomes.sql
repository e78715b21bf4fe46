with

source as (
    select * from {{ source('ops', 'article_outcomes') }}
),

stg_ops__article_outcomes as (
    select
        article_key,
        load_id,
        outcome,
        engine_version,
        lexicon_hash,
        decided_at
    from source
)

select * from stg_ops__article_outcomes
