{{ config(incremental_strategy='append') }}

with

plans as (
    select * from {{ ref('stg_seeds__five_year_plans') }}
),

days as (
    select cast(day as date) as date_key
    from
        generate_series(
            timestamp '{{ var("calendar_first_day") }}',
            timestamp '{{ var("calendar_last_day") }}',
            interval '1 day'
        ) as series (day)
),

parts as (
    select
        date_key,
        cast(extract(year from date_key) as integer) as year_no,
        cast(extract(quarter from date_key) as integer) as quarter_no,
        cast(extract(month from date_key) as integer) as month_no,
        cast(extract(day from date_key) as integer) as day_no,
        cast(extract(isodow from date_key) as integer) as weekday_no
    from days
),

dim_dates as (
    select
        parts.date_key,
        parts.year_no,
        case when parts.month_no <= 6 then 1 else 2 end as half_no,
        parts.quarter_no,
        parts.month_no,
        parts.day_no,
        parts.weekday_no,
        '星期' || substr('一二三四五六日', parts.weekday_no, 1) as weekday_name,
        parts.weekday_no >= 6 as is_weekend,
        parts.year_no || case when parts.month_no <= 6 then '-H1' else '-H2' end as half_name,
        parts.year_no || '-Q' || parts.quarter_no as quarter_name,
        to_char(parts.date_key, 'YYYY-MM') as month_name,
        plans.five_year_plan,
        parts.year_no - plans.first_year + 1 as five_year_plan_year
    from parts
    left join plans on parts.year_no between plans.first_year and plans.last_year
    {{ only_when_built_in_full() }}
)

select * from dim_dates
