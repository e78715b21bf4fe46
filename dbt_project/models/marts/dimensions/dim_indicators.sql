{{ config(
    unique_key='indicator_key',
    indexes=[
        {'columns': ['name'], 'type': 'hash'},
        {'columns': ['main_unit_key']},
        {'columns': ['load_id']},
    ]
) }}

with

names as (
    select * from {{ ref('int_names_chosen') }}
    {{ only_affected_entities('entity_key') }}
),

metrics as (
    select * from {{ ref('int_metrics_identified') }}
    {{ only_affected_entities('indicator_key') }}
),

counted as (
    select
        indicator_key,
        unit_key,
        count(*) as times
    from metrics
    group by indicator_key, unit_key
),

units as (
    select
        indicator_key,
        {{ most_frequent('unit_key', 'times') }} as main_unit_key,
        cast(sum(times) as integer) as metric_count
    from counted
    group by indicator_key
),

dim_indicators as (
    select
        names.entity_key as indicator_key,
        names.name,
        names.aliases,
        units.main_unit_key,
        units.metric_count,
        names.article_count,
        names.first_published_on,
        names.last_published_on,
        names.load_id
    from names
    inner join units on names.entity_key = units.indicator_key
)

select * from dim_indicators
