{{ config(
    indexes=[{'columns': ['article_key']}, {'columns': ['entity_key']}],
    pre_hook="{{ note_entities_of_old_rows('entity_key') }}",
    post_hook=["{{ note_affected_entities('entity_key') }}", "analyze {{ source('candidate', 'entities_affected') }}"]
) }}

with

forms as (
    select * from {{ source('resolution', 'article_forms') }}
    {{ only_affected_articles() }}
),

entities as (
    select * from {{ source('resolution', 'entity_forms') }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

int_forms_collected as (
    select
        forms.kind,
        entities.entity_key,
        forms.article_key,
        forms.form,
        forms.normalised_form,
        articles.published_on,
        forms.load_id,
        forms.is_name,
        forms.times_as_name
    from forms
    inner join entities on forms.form_key = entities.form_key
    inner join articles on forms.article_key = articles.article_key
)

select * from int_forms_collected
