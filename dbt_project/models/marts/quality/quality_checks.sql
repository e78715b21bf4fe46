{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

results as (
    select * from {{ ref('stg_ops__check_results') }}
),

loads as (
    select * from {{ ref('stg_ops__load_accounts') }}
),

quality_checks as (
    select
        {{ key('check', ['results.load_id', 'results.table_name', 'results.check_name']) }} as check_result_key,
        results.load_id,
        loads.outcome as load_outcome,
        results.table_name,
        results.check_name,
        results.severity,
        results.is_success,
        coalesce(results.observed_figure, results.failing_count) as observed,
        coalesce(results.learned_min, results.fixed_min) as lower_bound,
        coalesce(results.learned_max, results.fixed_max) as upper_bound,
        results.bounds_origin,
        results.expected,
        results.failing_count,
        results.failing_keys,
        results.reason,
        results.why,
        results.checked_at
    from results
    inner join loads on results.load_id = loads.load_id
)

select * from quality_checks
