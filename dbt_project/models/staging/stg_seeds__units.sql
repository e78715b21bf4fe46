with

source as (
    select * from {{ ref('units') }}
),

stg_seeds__units as (
    select
        coalesce(unit, '') as unit,
        dimension,
        description
    from source
)

select * from stg_seeds__units
