{{ config(indexes=[{'columns': ['article_key', 'kind', 'normalised_form']}]) }}

with

forms as (
    select * from {{ source('resolution', 'article_references') }}
    {{ only_affected_articles() }}
),

entities as (
    select * from {{ source('resolution', 'entity_forms') }}
),

names as (
    select * from {{ ref('int_names_chosen') }}
),

-- A subject that no article names as a participant or an initiative is none.
int_subjects_known as (
    select
        forms.article_key,
        forms.kind,
        forms.normalised_form,
        min(entities.entity_key) as entity_key
    from forms
    inner join entities on forms.form_key = entities.form_key
    inner join names on entities.entity_key = names.entity_key
    where forms.role = 'subject'
    group by forms.article_key, forms.kind, forms.normalised_form
)

select * from int_subjects_known
