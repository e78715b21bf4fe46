with

source as (
    select * from {{ source('ops', 'corrections') }}
),

stg_ops__corrections as (
    select
        correction_no,
        action,
        kind,
        content_sha256,
        story_no,
        char_start,
        char_end,
        quote,
        about,
        fields,
        entity_key,
        entity_name,
        other_key,
        other_name,
        undoes,
        reason,
        made_by,
        made_at
    from source
)

select * from stg_ops__corrections
