with

source as (
    select * from {{ source('ops', 'visible_loads') }}
),

stg_ops__visible_loads as (
    select load_id
    from source
)

select * from stg_ops__visible_loads
