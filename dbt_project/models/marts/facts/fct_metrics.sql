{{ config(
    indexes=[
        {'columns': ['article_key']},
        {'columns': ['indicator_key', 'period_start']},
        {'columns': ['unit_key']},
        {'columns': ['subject'], 'type': 'hash'},
        {'columns': ['subject_organization_key']},
        {'columns': ['subject_initiative_key']},
        {'columns': ['subject_place_key']},
        {'columns': ['period_start']},
        {'columns': ['period_start_key']},
        {'columns': ['period_end_key']},
        {'columns': ['assertion_key']},
        {'columns': ['load_id']},
    ],
    post_hook="{{ count_reports() }}"
) }}

with

metrics as (
    select * from {{ ref('int_metrics_identified') }}
    {{ only_affected_articles() }}
),

subjects as (
    select * from {{ ref('int_metric_subjects_resolved') }}
),

fct_metrics as (
    select
        metrics.metric_key,
        metrics.article_key,
        metrics.indicator,
        metrics.indicator_key,
        metrics.subject,
        subjects.subject_kind,
        subjects.subject_organization_key,
        subjects.subject_initiative_key,
        subjects.subject_place_key,
        metrics.value,
        metrics.value_max,
        metrics.unit,
        metrics.unit_key,
        metrics.comparator,
        metrics.measure,
        metrics.period,
        metrics.period_start,
        metrics.period_end,
        {{ date_key('metrics.period_start') }} as period_start_key,
        {{ date_key('metrics.period_end') }} as period_end_key,
        metrics.period_rule,
        metrics.status,
        -- A value without a subject is the same as none of another article.
        {{ key('metric assertion', [
            'subjects.subject_kind',
            'coalesce(subjects.subject_organization_key, subjects.subject_initiative_key, subjects.subject_place_key, '
            ~ 'metrics.normalised_subject, metrics.article_key)',
            'metrics.indicator_key',
            'metrics.period',
            'cast(trim_scale(metrics.value) as text)',
            'cast(trim_scale(metrics.value_max) as text)',
            'metrics.unit_key',
            'metrics.measure',
            'metrics.status'
        ]) }} as assertion_key,
        1 as report_count,
        metrics.quote,
        metrics.char_start,
        metrics.char_end,
        metrics.sentence,
        metrics.confidence,
        metrics.rule,
        metrics.load_id
    from metrics
    left join subjects on metrics.metric_key = subjects.metric_key
)

select * from fct_metrics
