{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

-- Looked up by key: written out, each of the three would be read whole instead.
compared as not materialized (
    select * from {{ ref('comparable_metrics') }}
    where status = 'actual' and effective_end is not null and told_on is not null
),

metrics as not materialized (
    select * from {{ ref('fct_metrics') }}
),

articles as not materialized (
    select * from {{ ref('dim_articles') }}
),

disputed as (
    select
        comparison_key,
        effective_start,
        effective_end
    from compared
    group by comparison_key, effective_start, effective_end
    having min(value) < max(value) and min(syndication_key) < max(syndication_key) and bool_or(is_period_stated)
),

-- A story that states several values for the same thing (从96.2%提高到98.5%) contradicts no other.
stories as (
    select
        (array_agg(
            compared.metric_key
            order by compared.article_key = compared.syndication_key desc, compared.metric_key asc
        ))[1] as first_metric_key
    from compared
    inner join disputed
        on
            compared.comparison_key = disputed.comparison_key
            and compared.effective_start = disputed.effective_start
            and compared.effective_end = disputed.effective_end
    group by compared.comparison_key, compared.effective_start, compared.effective_end, compared.syndication_key
    having min(compared.value) = max(compared.value)
),

-- What a publisher said later stands for what it said before.
voices as (
    select distinct on (comparison_key, effective_start, effective_end, voice) *
    from compared
    where metric_key in (select stories.first_metric_key from stories)
    order by
        comparison_key asc,
        effective_start asc,
        effective_end asc,
        voice asc,
        told_on desc,
        metric_key asc
),

-- The two that lie farthest apart, if even they cannot be one value rounded.
opposed as (
    select
        comparison_key,
        effective_start,
        effective_end,
        cast(count(distinct value) as integer) as value_count,
        cast(count(*) as integer) as report_count,
        (array_agg(metric_key order by value_to asc, told_on asc, metric_key asc))[1] as lower_metric_key,
        (array_agg(metric_key order by value_from desc, told_on asc, metric_key asc))[1] as higher_metric_key
    from voices
    group by comparison_key, effective_start, effective_end
    having min(value_to) < max(value_from)
),

contradictions as (
    select
        {{ key('contradiction', ['opposed.comparison_key', 'cast(opposed.effective_start as text)',
                                 'cast(opposed.effective_end as text)']) }} as contradiction_key,
        lower_metrics.subject,
        lower_metrics.subject_kind,
        lower_metrics.subject_organization_key,
        lower_metrics.subject_initiative_key,
        lower_metrics.subject_place_key,
        lower_metrics.indicator,
        lower_metrics.indicator_key,
        lower_metrics.measure,
        lower_metrics.unit,
        lower_metrics.unit_key,
        coalesce(lower_metrics.period, higher_metrics.period) as period,
        opposed.effective_end as as_of,
        num_nulls(lower_metrics.period, higher_metrics.period) = 0 as is_period_stated,
        lower_metrics.value as lower_value,
        higher_metrics.value as higher_value,
        round(
            (higher_metrics.value - lower_metrics.value)
            / nullif(greatest(abs(higher_metrics.value), abs(lower_metrics.value)), 0),
            4
        ) as relative_difference,
        opposed.value_count,
        opposed.report_count,
        opposed.lower_metric_key,
        lower_metrics.article_key as lower_article_key,
        lower_articles.published_on as lower_published_on,
        coalesce(lower_articles.original_source, lower_articles.publisher) as lower_source,
        lower_metrics.quote as lower_quote,
        opposed.higher_metric_key,
        higher_metrics.article_key as higher_article_key,
        higher_articles.published_on as higher_published_on,
        coalesce(higher_articles.original_source, higher_articles.publisher) as higher_source,
        higher_metrics.quote as higher_quote
    from opposed
    inner join metrics as lower_metrics on opposed.lower_metric_key = lower_metrics.metric_key
    inner join metrics as higher_metrics on opposed.higher_metric_key = higher_metrics.metric_key
    inner join articles as lower_articles on lower_metrics.article_key = lower_articles.article_key
    inner join articles as higher_articles on higher_metrics.article_key = higher_articles.article_key
    where num_nulls(lower_metrics.period, higher_metrics.period) < 2
)

select * from contradictions
