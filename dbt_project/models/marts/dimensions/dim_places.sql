{{ config(
    incremental_strategy='append',
    indexes=[{'columns': ['name'], 'type': 'hash'}, {'columns': ['parent_place_key']}],
    post_hook=references_itself('parent_place_key', 'place_key')
) }}

with

places as (
    select * from {{ ref('stg_seeds__places') }}
),

dim_places as (
    select
        {{ key('place', ['places.place_code']) }} as place_key,
        places.place_code,
        places.name,
        places.short_name,
        places.aliases,
        places.place_level,
        case
            when parents.place_code is not null then {{ key('place', ['parents.place_code']) }}
        end as parent_place_key,
        case
            when places.place_level = 'province' then places.name
            when places.place_level = 'prefecture' then parents.name
            when parents.place_level = 'province' then parents.name
            when places.place_level = 'county' then grandparents.name
        end as province_name,
        case
            when places.place_level = 'prefecture' then places.name
            when parents.place_level = 'prefecture' then parents.name
        end as prefecture_name,
        case when places.place_level = 'county' then places.name end as county_name
    from places
    left join places as parents on places.parent_place_code = parents.place_code
    left join places as grandparents on parents.parent_place_code = grandparents.place_code
    {{ only_when_built_in_full() }}
)

select * from dim_places
