with

places as (
    select * from {{ ref('stg_seeds__places') }}
),

names as (
    select
        place_code,
        place_level,
        name as place_name
    from places
    union all
    select
        place_code,
        place_level,
        short_name as place_name
    from places
    union all
    select
        places.place_code,
        places.place_level,
        former.alias as place_name
    from places
    cross join lateral unnest(places.aliases) as former (alias)
),

-- 吉林 and 海南 name a province and a prefecture: alone they mean the province.
int_place_names_collected as (
    select distinct on (normalised_name)
        {{ normalised_name('place_name') }} as normalised_name,
        {{ key('place', ['place_code']) }} as place_key
    from names
    order by
        normalised_name asc,
        case place_level when 'country' then 1 when 'province' then 2 when 'prefecture' then 3 else 4 end asc,
        place_code asc
)

select * from int_place_names_collected
