with

source as (
    select * from {{ ref('five_year_plans') }}
),

stg_seeds__five_year_plans as (
    select
        name as five_year_plan,
        cast(first_year as integer) as first_year,
        cast(last_year as integer) as last_year
    from source
)

select * from stg_seeds__five_year_plans
