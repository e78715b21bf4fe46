{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

checks as (
    select * from {{ ref('quality_checks') }}
),

loads as (
    select * from {{ ref('stg_ops__load_accounts') }}
),

quality_trend as (
    select
        checks.check_result_key,
        checks.table_name,
        checks.check_name,
        checks.load_id,
        loads.opened_at,
        checks.load_outcome,
        checks.observed,
        lag(checks.observed) over earlier as observed_before,
        checks.observed - lag(checks.observed) over earlier as difference,
        checks.lower_bound,
        checks.upper_bound,
        checks.is_success
    from checks
    inner join loads on checks.load_id = loads.load_id
    where checks.observed is not null
    window earlier as (partition by checks.table_name, checks.check_name order by loads.opened_at, checks.load_id)
)

select * from quality_trend
