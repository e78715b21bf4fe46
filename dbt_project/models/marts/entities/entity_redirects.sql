{{ config(indexes=[{'columns': ['current_key']}, {'columns': ['old_name'], 'type': 'hash'}]) }}

with

forms as (
    select * from {{ source('resolution', 'entity_forms') }}
),

entity_redirects as (
    select
        form_key as old_key,
        kind,
        name as old_name,
        context,
        entity_key as current_key,
        entity_name as current_name
    from forms
    where form_key <> entity_key
)

select * from entity_redirects
