{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

articles as (
    select
        article_key,
        syndication_key,
        cast(date_trunc('month', published_on) as date) as month_start
    from {{ ref('dim_articles') }}
    where published_on is not null
),

initiatives as not materialized (
    select * from {{ ref('fct_initiatives') }}
),

participants as (
    select * from {{ ref('fct_participants') }}
),

metrics as (
    select * from {{ ref('fct_metrics') }}
),

indicators as (
    select * from {{ ref('dim_indicators') }}
),

places as (
    select * from {{ ref('dim_places') }}
),

named as (
    select
        'initiative' as kind,
        initiative_type as theme,
        place_key,
        initiative_key as thing_key,
        article_key
    from initiatives
    union all
    select
        'participant' as kind,
        coalesce(participants.organization_type, participants.kind) as theme,
        initiatives.place_key,
        participants.participant_key as thing_key,
        participants.article_key
    from participants
    left join initiatives
        on
            participants.article_key = initiatives.article_key
            and participants.initiative_key = initiatives.initiative_key
    union all
    select
        'indicator' as kind,
        indicators.name as theme,
        metrics.subject_place_key as place_key,
        metrics.indicator_key as thing_key,
        metrics.article_key
    from metrics
    inner join indicators on metrics.indicator_key = indicators.indicator_key
),

momentum as (
    select
        articles.month_start,
        named.kind,
        named.theme,
        coalesce(places.place_key, 'unknown') as place_key,
        min(places.name) as place_name,
        min(places.province_name) as province_name,
        cast(count(distinct named.thing_key) as integer) as thing_count,
        cast(count(*) as integer) as mention_count,
        cast(count(distinct articles.syndication_key) as integer) as report_count
    from named
    inner join articles on named.article_key = articles.article_key
    left join places on named.place_key = places.place_key
    group by articles.month_start, named.kind, named.theme, places.place_key
)

select * from momentum
