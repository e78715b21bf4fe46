{{ config(indexes=[{'columns': ['current_key']}, {'columns': ['reason']}]) }}

with

joined as (
    select * from {{ source('resolution', 'entity_merges') }}
),

forms as (
    select * from {{ source('resolution', 'entity_forms') }}
),

entity_merges as (
    select
        joined.form_key,
        forms.kind,
        forms.name,
        coalesce(employers.name, forms.context) as context,
        joined.into_form_key as into_key,
        targets.name as into_name,
        coalesce(target_employers.name, targets.context) as into_context,
        joined.entity_key as current_key,
        forms.entity_name as current_name,
        joined.reason,
        joined.detail
    from joined
    inner join forms on joined.form_key = forms.form_key
    inner join forms as targets on joined.into_form_key = targets.form_key
    left join forms as employers on forms.employer_key = employers.form_key
    left join forms as target_employers on targets.employer_key = target_employers.form_key
)

select * from entity_merges
