{{ config(indexes=[{'columns': ['article_key']}, {'columns': ['initiative_key']}]) }}

with

mentions as (
    select
        *,
        {{ normalised_name('name') }} as normalised_name
    from {{ ref('int_initiatives_corrected') }}
    {{ only_affected_articles() }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

names as (
    select * from {{ ref('int_names_resolved') }}
    where kind = 'initiative'
),

int_initiatives_identified as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        mentions.name,
        mentions.aliases,
        mentions.initiative_type,
        mentions.status,
        mentions.status_date,
        mentions.place,
        mentions.quote,
        mentions.char_start,
        mentions.char_end,
        mentions.confidence,
        mentions.rule,
        articles.published_on,
        names.entity_key as initiative_key
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
    left join names
        on
            mentions.article_key = names.article_key
            and mentions.normalised_name = names.normalised_form
    where {{ not_quarantined('mentions', 'initiative_mentions') }}
)

select * from int_initiatives_identified
