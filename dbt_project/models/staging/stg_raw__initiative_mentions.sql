with

source as (
    select * from {{ source('raw', 'initiative_mentions') }}
),

stg_raw__initiative_mentions as (
    select
        article_key,
        load_id,
        mention_key,
        name,
        aliases,
        initiative_type,
        status,
        status_date,
        place,
        quote,
        char_start,
        char_end,
        confidence,
        rule
    from source
)

select * from stg_raw__initiative_mentions
