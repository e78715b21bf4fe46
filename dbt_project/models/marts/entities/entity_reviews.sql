{{ config(indexes=[{'columns': ['current_key_a']}, {'columns': ['current_key_b']}]) }}

with

reviews as (
    select * from {{ source('resolution', 'entity_reviews') }}
),

forms as (
    select * from {{ source('resolution', 'entity_forms') }}
),

entity_reviews as (
    select
        {{ key('review', ['reviews.form_key_a', 'reviews.form_key_b', 'reviews.reason']) }} as review_key,
        reviews.kind,
        reviews.form_key_a as key_a,
        reviews.name_a,
        coalesce(employers_a.name, forms_a.context) as context_a,
        forms_a.entity_key as current_key_a,
        reviews.form_key_b as key_b,
        reviews.name_b,
        coalesce(employers_b.name, forms_b.context) as context_b,
        forms_b.entity_key as current_key_b,
        reviews.reason,
        reviews.detail
    from reviews
    inner join forms as forms_a on reviews.form_key_a = forms_a.form_key
    inner join forms as forms_b on reviews.form_key_b = forms_b.form_key
    left join forms as employers_a on forms_a.employer_key = employers_a.form_key
    left join forms as employers_b on forms_b.employer_key = employers_b.form_key
)

select * from entity_reviews
