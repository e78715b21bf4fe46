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

-- A form that is only ever declared as an alias never becomes the name.
names as (
    select
        kind,
        entity_key,
        {{ most_frequent('form', 'times_as_name') }} as name
    from counted
    where times_as_name > 0
    group by kind, entity_key
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
