{{ config(indexes=[{'columns': ['article_key']}]) }}

with

metrics as (
    select * from {{ ref('int_metrics_identified') }}
    {{ only_affected_articles() }}
),

places as (
    select * from {{ ref('int_place_names_collected') }}
),

names as (
    select * from {{ ref('int_names_resolved') }}
),

known_names as (
    select * from {{ ref('int_subjects_known') }}
),

-- What the article itself calls by that form comes before what other articles know under that name.
candidates as (
    select
        metrics.metric_key,
        metrics.article_key,
        places.place_key,
        coalesce(organizations.entity_key, known_organizations.entity_key) as organization_key,
        coalesce(initiatives.entity_key, known_initiatives.entity_key) as initiative_key
    from metrics
    left join places on metrics.normalised_subject = places.normalised_name
    left join names as organizations
        on
            metrics.article_key = organizations.article_key
            and metrics.normalised_subject = organizations.normalised_form
            and organizations.kind = 'organization'
    left join names as initiatives
        on
            metrics.article_key = initiatives.article_key
            and metrics.normalised_subject = initiatives.normalised_form
            and initiatives.kind = 'initiative'
    left join known_names as known_organizations
        on
            metrics.article_key = known_organizations.article_key
            and metrics.normalised_subject = known_organizations.normalised_form
            and known_organizations.kind = 'organization'
    left join known_names as known_initiatives
        on
            metrics.article_key = known_initiatives.article_key
            and metrics.normalised_subject = known_initiatives.normalised_form
            and known_initiatives.kind = 'initiative'
    where metrics.normalised_subject is not null
),

int_metric_subjects_resolved as (
    select
        metric_key,
        article_key,
        case
            when place_key is not null then 'place'
            when organization_key is not null then 'organization'
            when initiative_key is not null then 'initiative'
        end as subject_kind,
        place_key as subject_place_key,
        case when place_key is null then organization_key end as subject_organization_key,
        case
            when place_key is null and organization_key is null then initiative_key
        end as subject_initiative_key
    from candidates
)

select * from int_metric_subjects_resolved
