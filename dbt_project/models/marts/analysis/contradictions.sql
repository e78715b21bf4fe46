{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

compared as (
    select * from {{ ref('comparable_metrics') }}
    where status = 'actual' and effective_end is not null and told_on is not null
),

metrics as (
    select * from {{ ref('fct_metrics') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
),

disputed as (
    select
        comparison_key,
        effective_start,
        effective_end
    from compared
    group by comparison_key, effective_start, effective_end
    having count(distinct value) > 1 and count(distinct syndication_key) > 1 and bool_or(is_period_stated)
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
    having count(distinct compared.value) = 1
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

claims as (
    select
        comparison_key,
        effective_start,
        effective_end,
        value,
        min(value_from) as value_from,
        max(value_to) as value_to,
        bool_or(is_period_stated) as is_period_stated,
        cast(count(*) as integer) as report_count,
        (array_agg(metric_key order by told_on asc, metric_key asc))[1] as metric_key
    from voices
    group by comparison_key, effective_start, effective_end, value
),

contradictions as (
    select
        {{ key('contradiction', ['lower_claims.comparison_key', 'cast(lower_claims.effective_start as text)',
                                 'cast(lower_claims.effective_end as text)', 'cast(lower_claims.value as text)',
                                 'cast(higher_claims.value as text)']) }} as contradiction_key,
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
        lower_claims.effective_end as as_of,
        lower_claims.is_period_stated and higher_claims.is_period_stated as is_period_stated,
        lower_claims.value as lower_value,
        higher_claims.value as higher_value,
        round(
            (higher_claims.value - lower_claims.value)
            / nullif(greatest(abs(higher_claims.value), abs(lower_claims.value)), 0),
            4
        ) as relative_difference,
        lower_claims.report_count as lower_report_count,
        higher_claims.report_count as higher_report_count,
        lower_claims.metric_key as lower_metric_key,
        lower_metrics.article_key as lower_article_key,
        lower_articles.published_on as lower_published_on,
        coalesce(lower_articles.original_source, lower_articles.publisher) as lower_source,
        lower_metrics.quote as lower_quote,
        higher_claims.metric_key as higher_metric_key,
        higher_metrics.article_key as higher_article_key,
        higher_articles.published_on as higher_published_on,
        coalesce(higher_articles.original_source, higher_articles.publisher) as higher_source,
        higher_metrics.quote as higher_quote
    from claims as lower_claims
    inner join claims as higher_claims
        on
            lower_claims.comparison_key = higher_claims.comparison_key
            and lower_claims.effective_start = higher_claims.effective_start
            and lower_claims.effective_end = higher_claims.effective_end
            and lower_claims.value < higher_claims.value
            and lower_claims.value_to < higher_claims.value_from
            and (lower_claims.is_period_stated or higher_claims.is_period_stated)
    inner join metrics as lower_metrics on lower_claims.metric_key = lower_metrics.metric_key
    inner join metrics as higher_metrics on higher_claims.metric_key = higher_metrics.metric_key
    inner join articles as lower_articles on lower_metrics.article_key = lower_articles.article_key
    inner join articles as higher_articles on higher_metrics.article_key = higher_articles.article_key
)

select * from contradictions
