{{ config(materialized='ephemeral') }}

with

source as (
    select * from {{ source('ops', 'check_results') }}
),

stg_ops__check_results as (
    select
        load_id,
        suite as table_name,
        expectation as check_name,
        severity,
        success as is_success,
        reason,
        why,
        {{ json_number('observed', 'value') }} as observed_figure,
        failing_count,
        {{ json_number('bounds', 'min') }} as learned_min,
        {{ json_number('bounds', 'max') }} as learned_max,
        {{ json_number('bounds', 'min_value') }} as fixed_min,
        {{ json_number('bounds', 'max_value') }} as fixed_max,
        bounds ->> 'origin' as bounds_origin,
        cast(bounds as text) as expected,
        cast(failing_keys as text) as failing_keys,
        checked_at
    from source
)

select * from stg_ops__check_results
