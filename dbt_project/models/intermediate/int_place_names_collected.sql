{{ config(incremental_strategy='append', tags=['before_resolution']) }}

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
    -- 资源, 合作 and 和平 are words before they are counties: a county's short name needs the place it lies in before it.
    select
        place_code,
        place_level,
        short_name as place_name
    from places
    where place_level <> 'county'
    union all
    select
        places.place_code,
        places.place_level,
        former.alias as place_name
    from places
    cross join lateral unnest(places.aliases) as former (alias)
),

counties as (
    select
        places.place_code,
        places.place_level,
        places.name,
        places.short_name,
        parents.name as parent_name,
        parents.short_name as parent_short_name,
        provinces.name as province_name,
        provinces.short_name as province_short_name
    from places
    inner join places as parents on places.parent_place_code = parents.place_code
    left join places as provinces
        on
            parents.parent_place_code = provinces.place_code
            and provinces.place_level = 'province'
    where places.place_level = 'county'
),

qualified_names as (
    select
        counties.place_code,
        counties.place_level,
        prefixes.prefix || forms.form as place_name
    from counties
    cross join
        lateral (
            values
            (counties.parent_name),
            (counties.parent_short_name),
            (counties.province_name),
            (counties.province_short_name),
            (counties.province_name || counties.parent_name),
            (counties.province_short_name || counties.parent_short_name),
            (counties.province_name || counties.parent_short_name),
            (counties.province_short_name || counties.parent_name)
        ) as prefixes (prefix)
    cross join lateral (values (counties.name), (counties.short_name)) as forms (form)
    where prefixes.prefix is not null
),

all_names as (
    select * from names
    union all
    select * from qualified_names
),

ranked as (
    select
        place_code,
        {{ normalised_name('place_name') }} as normalised_name,
        case place_level when 'country' then 1 when 'province' then 2 when 'prefecture' then 3 else 4 end as level_rank
    from all_names
),

-- 鼓楼区 and 朝阳区 name several counties: alone they mean none of them.
unambiguous as (
    select
        normalised_name,
        level_rank,
        min(place_code) as place_code
    from ranked
    group by normalised_name, level_rank
    having level_rank < 4 or min(place_code) = max(place_code)
),

-- 吉林 and 海南 name a province and a prefecture: alone they mean the province.
int_place_names_collected as (
    select distinct on (normalised_name)
        normalised_name,
        {{ key('place', ['place_code']) }} as place_key
    from unambiguous
    {{ only_when_built_in_full() }}
    order by normalised_name asc, level_rank asc
)

select * from int_place_names_collected
