{{ config(indexes=[{'columns': ['article_key', 'kind', 'normalised_form']}]) }}

with

forms as (
    select * from {{ source('resolution', 'article_forms') }}
    {{ only_affected_articles() }}
),

entities as (
    select * from {{ source('resolution', 'entity_forms') }}
),

-- Inside one article a form means the thing that bears it as its name before one that has it as an alias.
int_names_resolved as (
    select distinct on (forms.article_key, forms.kind, forms.normalised_form)
        forms.article_key,
        forms.kind,
        forms.normalised_form,
        entities.entity_key,
        employers.entity_key as employer_key
    from forms
    inner join entities on forms.form_key = entities.form_key
    left join entities as employers on forms.employer_key = employers.form_key
    order by
        forms.article_key asc,
        forms.kind asc,
        forms.normalised_form asc,
        forms.is_name desc,
        entities.entity_key asc,
        {{ by_code_point('forms.form') }} asc
)

select * from int_names_resolved
