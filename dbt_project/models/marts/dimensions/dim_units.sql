{{ config(indexes=[{'columns': ['dimension']}]) }}

with

reviewed as (
    select
        *,
        {{ key('unit', ['normalize(unit, nfkc)']) }} as unit_key
    from {{ ref('stg_seeds__units') }}
),

metrics as (
    select * from {{ ref('int_metrics_identified') }}
),

met as (
    select
        unit_key,
        min({{ by_code_point('unit') }}) as unit,
        max({{ by_code_point('load_id') }}) as load_id
    from metrics
    group by unit_key
),

dim_units as (
    select
        coalesce(reviewed.unit_key, met.unit_key) as unit_key,
        coalesce(reviewed.unit, met.unit) as unit,
        coalesce(reviewed.dimension, 'unknown') as dimension,
        reviewed.description,
        split_part(coalesce(reviewed.unit, met.unit), '/', 1) as numerator,
        nullif(split_part(coalesce(reviewed.unit, met.unit), '/', 2), '') as denominator,
        reviewed.unit_key is not null as is_reviewed,
        met.load_id
    from reviewed
    full outer join met on reviewed.unit_key = met.unit_key
)

select * from dim_units
