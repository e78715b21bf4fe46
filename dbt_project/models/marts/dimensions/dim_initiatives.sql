{{ config(
    unique_key='initiative_key',
    indexes=[
        {'columns': ['name'], 'type': 'hash'},
        {'columns': ['initiative_type']},
        {'columns': ['latest_status']},
        {'columns': ['load_id']},
    ]
) }}

with

names as (
    select * from {{ ref('int_names_chosen') }}
    {{ only_affected_entities('entity_key') }}
),

initiatives as (
    select * from {{ ref('int_initiatives_identified') }}
    {{ only_affected_entities('initiative_key') }}
),

counted as (
    select
        initiative_key,
        initiative_type,
        count(*) as times
    from initiatives
    group by initiative_key, initiative_type
),

types as (
    select
        initiative_key,
        {{ most_frequent('initiative_type', 'times') }} as initiative_type
    from counted
    group by initiative_key
),

latest as (
    select distinct on (initiative_key)
        initiative_key,
        status,
        status_date
    from initiatives
    order by
        initiative_key asc,
        published_on desc nulls last,
        {{ by_code_point('article_key') }} asc,
        confidence desc,
        {{ by_code_point('mention_key') }} asc
),

dim_initiatives as (
    select
        names.entity_key as initiative_key,
        names.name,
        names.aliases,
        coalesce(names.decided_type, types.initiative_type) as initiative_type,
        latest.status as latest_status,
        latest.status_date as latest_status_date,
        names.article_count,
        names.first_published_on,
        names.last_published_on,
        names.load_id
    from names
    inner join types on names.entity_key = types.initiative_key
    inner join latest on names.entity_key = latest.initiative_key
)

select * from dim_initiatives
