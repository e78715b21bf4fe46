{{ config(
    unique_key='organization_key',
    indexes=[
        {'columns': ['name'], 'type': 'hash'},
        {'columns': ['organization_type']},
        {'columns': ['load_id']},
    ]
) }}

with

names as (
    select * from {{ ref('int_names_chosen') }}
    {{ only_affected_entities('entity_key') }}
),

participants as (
    select * from {{ ref('int_participants_identified') }}
    {{ only_affected_entities('organization_key') }}
),

counted as (
    select
        organization_key,
        organization_type,
        count(*) as times
    from participants
    where kind = 'organization'
    group by organization_key, organization_type
),

types as (
    select
        organization_key,
        {{ most_frequent('organization_type', 'times') }} as organization_type
    from counted
    group by organization_key
),

dim_organizations as (
    select
        names.entity_key as organization_key,
        names.name,
        names.aliases,
        coalesce(names.decided_type, types.organization_type) as organization_type,
        names.article_count,
        names.first_published_on,
        names.last_published_on,
        names.load_id
    from names
    inner join types on names.entity_key = types.organization_key
)

select * from dim_organizations
