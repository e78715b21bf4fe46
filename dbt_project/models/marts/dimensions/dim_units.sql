{{ config(unique_key='unit_key', indexes=[{'columns': ['dimension']}]) }}

with

written_units as (
    select * from {{ ref('stg_seeds__units') }}
),

metrics as (
    select * from {{ ref('int_metrics_identified') }}
    {{ only_affected_entities('unit_key') }}
),

reviewed as (
    select
        min({{ by_code_point('unit') }}) as unit,
        min(dimension) as dimension,
        min(description) as description,
        array_agg(written_form order by {{ by_code_point('written_form') }}) as forms
    from written_units
    group by normalize(unit, nfkc)
    union all
    select
        '' as unit,
        'index' as dimension,
        'a score or an index, which has no unit' as description,
        cast(array[] as text[]) as forms
),

met as (
    select
        unit_key,
        min({{ by_code_point('unit') }}) as unit,
        max({{ by_code_point('load_id') }}) as load_id
    from metrics
    group by unit_key
),

keyed as (
    select
        *,
        {{ key('unit', ['normalize(unit, nfkc)']) }} as unit_key
    from reviewed
),

-- 辆/年 and 件/万人 are no lines of the list: what they measure follows from their two parts.
parted as (
    select
        coalesce(keyed.unit_key, met.unit_key) as unit_key,
        coalesce(keyed.unit, met.unit) as unit,
        keyed.dimension,
        keyed.description,
        array_remove(keyed.forms, keyed.unit) as aliases,
        met.load_id,
        split_part(coalesce(keyed.unit, met.unit), '/', 1) as numerator,
        nullif(split_part(coalesce(keyed.unit, met.unit), '/', 2), '') as denominator
    from keyed
    full outer join met on keyed.unit_key = met.unit_key
),

measured as (
    select
        parted.*,
        coalesce(parted.dimension, numerators.dimension || ' per ' || denominators.dimension) as known_dimension
    from parted
    left join reviewed as numerators on parted.numerator = numerators.unit
    left join reviewed as denominators
        on regexp_replace(parted.denominator, '^[十百千万亿]+', '') = denominators.unit
    {{ only_affected_entities('parted.unit_key') }}
),

dim_units as (
    select
        unit_key,
        unit,
        coalesce(aliases, cast(array[] as text[])) as aliases,
        coalesce(known_dimension, 'unknown') as dimension,
        description,
        numerator,
        denominator,
        known_dimension is not null as is_reviewed,
        load_id
    from measured
)

select * from dim_units
