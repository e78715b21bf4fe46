with

source as (
    select * from {{ ref('units') }}
),

stg_seeds__units as (
    select
        unit as written_form,
        base as unit,
        dimension,
        why as description
    from source
)

select * from stg_seeds__units
