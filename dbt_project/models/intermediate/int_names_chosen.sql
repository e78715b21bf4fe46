{{ config(
    incremental_strategy='entities_merged',
    unique_key='entity_key',
    indexes=[{'columns': ['entity_key'], 'unique': true}]
) }}

with

forms as (
    select * from {{ ref('int_forms_collected') }}
    {{ only_affected_entities('entity_key') }}
),

counted as (
    select
        kind,
        entity_key,
        form,
        sum(times_as_name) as times_as_name
    from forms
    group by kind, entity_key, form
),

entities as (
    select * from {{ source('resolution', 'entity_forms') }}
    where form_key = entity_key
),

-- What only occurs as an alias, or as somebody's employer, is no entity of its own.
names as (
    select
        counted.kind,
        counted.entity_key,
        entities.entity_name as name,
        entities.entity_type as decided_type
    from counted
    inner join entities on counted.entity_key = entities.form_key
    where counted.times_as_name > 0
    group by counted.kind, counted.entity_key, entities.entity_name, entities.entity_type
),

aliases as (
    select
        counted.entity_key,
        array_agg(counted.form order by {{ by_code_point('counted.form') }}) as aliases
    from counted
    inner join names on counted.entity_key = names.entity_key
    where counted.form <> names.name
    group by counted.entity_key
),

spans as (
    select
        entity_key,
        count(distinct article_key) as article_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on,
        max({{ by_code_point('load_id') }}) as load_id
    from forms
    group by entity_key
),

int_names_chosen as (
    select
        names.kind,
        names.entity_key,
        names.name,
        names.decided_type,
        coalesce(aliases.aliases, cast(array[] as text[])) as aliases,
        cast(spans.article_count as integer) as article_count,
        spans.first_published_on,
        spans.last_published_on,
        spans.load_id
    from names
    inner join spans on names.entity_key = spans.entity_key
    left join aliases on names.entity_key = aliases.entity_key
)

select * from int_names_chosen
