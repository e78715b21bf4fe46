{{ config(
    indexes=[
        {'columns': ['article_key']},
        {'columns': ['organization_key']},
        {'columns': ['person_key']},
        {'columns': ['employer_key']},
    ]
) }}

with

mentions as (
    select
        *,
        {{ normalised_name('name') }} as normalised_name
    from {{ ref('int_participants_corrected') }}
    {{ only_affected_articles() }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

names as (
    select * from {{ ref('int_names_resolved') }}
),

int_participants_identified as (
    select
        names.entity_key as participant_key,
        case when mentions.kind = 'organization' then names.entity_key end as organization_key,
        case when mentions.kind = 'person' then names.entity_key end as person_key,
        names.employer_key,
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        mentions.kind,
        mentions.name,
        mentions.normalised_name,
        mentions.aliases,
        mentions.organization_type,
        mentions.title,
        mentions.affiliation,
        mentions.quote,
        mentions.char_start,
        mentions.char_end,
        mentions.confidence,
        mentions.rule
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
    left join names
        on
            mentions.article_key = names.article_key
            and mentions.kind = names.kind
            and mentions.normalised_name = names.normalised_form
    where {{ not_quarantined('mentions', 'participant_mentions') }}
)

select * from int_participants_identified
