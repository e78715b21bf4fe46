{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

-- Looked up by key for each target: written out, each of the two would be read whole instead.
compared as not materialized (
    select * from {{ ref('comparable_metrics') }}
),

metrics as not materialized (
    select * from {{ ref('fct_metrics') }}
),

-- A value said again, by the same story or another, is the same target.
targets as (
    select
        comparison_key,
        measure,
        comparable_indicator,
        comparator,
        value,
        value_max,
        effective_start as due_from,
        effective_end as due_on,
        min(told_on) as stated_on,
        max(told_on) as last_stated_on,
        cast(count(distinct syndication_key) as integer) as report_count,
        (array_agg(
            metric_key
            order by told_on asc nulls last, article_key = syndication_key desc, metric_key asc
        ))[1] as target_metric_key
    from compared
    where status = 'target'
    group by comparison_key, measure, comparable_indicator, comparator, value, value_max, effective_start, effective_end
),

judged as (
    select
        *,
        {{ key('promise', ['comparison_key', 'comparator', 'cast(value as text)', 'cast(value_max as text)',
                           'cast(due_from as text)', 'cast(due_on as text)']) }} as promise_key,
        case
            when comparator in ('<', '<=') or measure = 'rank' then 'at most'
            when comparator in ('>', '>=') then 'at least'
            when measure in ('growth', 'change') and value < 0 then 'at most'
            when measure in ('level', 'share') and {{ less_is_better('comparable_indicator') }} then 'at most'
            else 'at least'
        end as comparison
    from targets
),

bounded as (
    select
        *,
        max(last_stated_on) over of_the_same as newest_stated_on,
        first_value(promise_key) over (
            partition by comparison_key, due_from, due_on
            order by last_stated_on desc nulls last, stated_on desc nulls last, promise_key asc
        ) as newest_key,
        case
            when comparison = 'at most' then coalesce(value_max, value)
            else value
        end + case when comparator = '~' then abs(value) * 0.05 else 0 end
        * case when comparison = 'at most' then 1 else -1 end as bound
    from judged
    window of_the_same as (partition by comparison_key, due_from, due_on)
),

-- One actual decides: one for the very period, the latest told, else the first that reached the target before its day.
decided as (
    select
        bounded.*,
        bounded.last_stated_on < bounded.newest_stated_on as is_superseded,
        actuals.*
    from bounded
    left join lateral (
        select
            compared.metric_key as actual_metric_key,
            compared.told_on as actual_told_on,
            reached.is_reached,
            same_time.is_for_period
        from compared
        cross join
            lateral (
                select
                    (compared.effective_start = bounded.due_from and compared.effective_end = bounded.due_on)
                    or (compared.is_standing and compared.effective_end = bounded.due_on) as is_for_period
            ) as same_time
        cross join
            lateral (
                select
                    case bounded.comparison
                        when 'at least'
                            then case
                                when
                                    compared.value >= bounded.bound and compared.comparator not in ('<', '<=')
                                    then true
                                when compared.value_to <= bounded.bound then false
                                when compared.comparator not in ('>', '>=') then compared.value >= bounded.bound
                            end
                        else
                            case
                                when
                                    compared.value <= bounded.bound and compared.comparator not in ('>', '>=')
                                    then true
                                when compared.value_from >= bounded.bound then false
                                when compared.comparator not in ('<', '<=') then compared.value <= bounded.bound
                            end
                    end as is_reached
            ) as reached
        where
            compared.comparison_key = bounded.comparison_key
            and compared.status = 'actual'
            and compared.told_on >= bounded.stated_on
            and reached.is_reached is not null
            and (
                same_time.is_for_period
                or (
                    reached.is_reached
                    and bounded.comparison = 'at least'
                    and bounded.measure in ('level', 'share', 'multiple')
                    and (bounded.due_on is null or compared.effective_end < bounded.due_on)
                    and compared.effective_end >= bounded.stated_on
                )
            )
        order by
            same_time.is_for_period desc,
            case when same_time.is_for_period then compared.told_on end desc,
            compared.told_on asc,
            compared.article_key = compared.syndication_key desc,
            compared.metric_key asc
        limit 1
    ) as actuals on bounded.last_stated_on is not distinct from bounded.newest_stated_on
),

promises as (
    select
        decided.promise_key,
        case
            when decided.is_superseded then 'superseded'
            when decided.is_reached then 'met'
            when not decided.is_reached then 'missed'
            else 'open'
        end as outcome,
        targets.subject,
        targets.subject_kind,
        targets.subject_organization_key,
        targets.subject_initiative_key,
        targets.subject_place_key,
        targets.indicator,
        targets.indicator_key,
        decided.measure,
        targets.unit,
        targets.unit_key,
        targets.period,
        decided.due_on,
        decided.comparison,
        decided.comparator as target_comparator,
        decided.value as target_value,
        decided.value_max as target_value_max,
        decided.stated_on,
        decided.last_stated_on,
        decided.report_count,
        decided.target_metric_key,
        targets.article_key as target_article_key,
        targets.quote as target_quote,
        actuals.comparator as actual_comparator,
        actuals.value as actual_value,
        actuals.value_max as actual_value_max,
        actuals.period as actual_period,
        decided.actual_told_on as actual_reported_on,
        decided.actual_metric_key,
        actuals.article_key as actual_article_key,
        actuals.quote as actual_quote,
        coalesce(decided.is_reached and not decided.is_for_period, false) as is_met_early,
        case when decided.is_superseded then decided.newest_key end as superseded_by_key
    from decided
    inner join metrics as targets on decided.target_metric_key = targets.metric_key
    left join metrics as actuals on decided.actual_metric_key = actuals.metric_key
)

select * from promises
