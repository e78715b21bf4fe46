with

source as (
    select * from {{ source('raw', 'participant_mentions') }}
),

stg_raw__participant_mentions as (
    select
        article_key,
        load_id,
        mention_key,
        name,
        aliases,
        kind,
        organization_type,
        title,
        affiliation,
        quote,
        char_start,
        char_end,
        confidence,
        rule
    from source
)

select * from stg_raw__participant_mentions
