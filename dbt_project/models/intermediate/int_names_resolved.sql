with

forms as (
    select * from {{ ref('int_forms_collected') }}
    where kind <> 'indicator'
),

-- Inside one article a form means the thing that bears it as its name before one that has it as an alias.
int_names_resolved as (
    select distinct on (article_key, kind, normalised_form)
        article_key,
        kind,
        normalised_form,
        entity_key
    from forms
    order by
        article_key asc,
        kind asc,
        normalised_form asc,
        is_name desc,
        entity_key asc
)

select * from int_names_resolved
