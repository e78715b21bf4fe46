with

source as (
    select * from {{ source('raw', 'role_mentions') }}
),

stg_raw__role_mentions as (
    select
        article_key,
        load_id,
        mention_key,
        participant as participant_name,
        kind as participant_kind,
        initiative as initiative_name,
        role,
        quote,
        char_start,
        char_end,
        confidence,
        rule
    from source
)

select * from stg_raw__role_mentions
