with

source as (
    select * from {{ ref('administrative_divisions') }}
),

stg_seeds__places as (
    select
        code as place_code,
        name,
        short_name,
        level as place_level,
        parent_code as parent_place_code,
        coalesce(string_to_array(aliases, '|'), '{}') as aliases
    from source
)

select * from stg_seeds__places
