{{ config(
    materialized='incremental',
    incremental_strategy='by_article',
    indexes=[
        {'columns': ['comparison_key', 'effective_end']},
        {'columns': ['article_key']},
        {'columns': ['load_id']},
    ]
) }}

with

metrics as (
    select * from {{ ref('fct_metrics') }}
    {{ only_affected_articles() }}
),

indicators as (
    select
        indicator_key,
        {{ comparable_indicator('name') }} as comparable_indicator
    from {{ ref('dim_indicators') }}
),

articles as (
    select
        article_key,
        syndication_key,
        coalesce(original_source, publisher, syndication_key) as voice
    from {{ ref('dim_articles') }}
),

stories as (
    select
        article_key as syndication_key,
        published_on as told_on
    from {{ ref('dim_articles') }}
    where is_first_copy
),

-- A value without a subject is comparable with none of another article.
parted as (
    select
        metrics.*,
        articles.syndication_key,
        articles.voice,
        stories.told_on,
        indicators.comparable_indicator,
        {{ is_addition('metrics.quote', 'metrics.measure') }} as is_addition,
        {{ is_standing('metrics.sentence', 'metrics.measure') }} as is_standing,
        {{ rounding('metrics.value') }} as rounding,
        coalesce(
            metrics.subject_organization_key,
            metrics.subject_initiative_key,
            metrics.subject_place_key,
            {{ normalised_name('metrics.subject') }},
            metrics.article_key
        ) as comparable_subject,
        metrics.period is null and metrics.status = 'actual' and metrics.measure in ('level', 'share') as is_undated,
        cast(date_trunc('month', stories.told_on) as date) as told_month
    from metrics
    inner join articles on metrics.article_key = articles.article_key
    inner join stories on articles.syndication_key = stories.syndication_key
    inner join indicators on metrics.indicator_key = indicators.indicator_key
),

comparable_metrics as (
    select
        metric_key,
        {{ key('comparison', ['comparable_subject', 'comparable_indicator', 'measure', 'unit_key',
                              'cast(is_addition as text)']) }} as comparison_key,
        article_key,
        syndication_key,
        voice,
        told_on,
        status,
        measure,
        comparable_indicator,
        is_addition,
        coalesce(is_standing or is_undated, false) as is_standing,
        case when is_undated then cast(told_month - interval '1 month' as date) else period_start end
            as effective_start,
        case when is_undated then told_month - 1 else period_end end as effective_end,
        period is not null as is_period_stated,
        comparator,
        value,
        value_max,
        case
            when comparator in ('<', '<=') then '-infinity'
            when comparator = '~' then value - abs(value) * 0.1
            when comparator in ('>', '>=', 'range') then value
            else value - rounding
        end as value_from,
        case
            when comparator in ('>', '>=') then 'infinity'
            when comparator = '~' then value + abs(value) * 0.1
            when comparator = 'range' then coalesce(value_max, value)
            when comparator in ('<', '<=') then value
            else value + rounding
        end as value_to,
        load_id
    from parted
)

select * from comparable_metrics
