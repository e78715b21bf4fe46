with

mentions as (
    select * from {{ ref('int_participants_corrected') }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

int_participants_kept as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        mentions.name,
        mentions.aliases,
        mentions.kind,
        mentions.organization_type,
        mentions.title,
        mentions.affiliation,
        mentions.quote,
        mentions.char_start,
        mentions.char_end,
        mentions.confidence,
        mentions.rule,
        {{ normalised_name('mentions.name') }} as normalised_name,
        {{ normalised_name('mentions.affiliation') }} as normalised_affiliation
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
    where {{ not_quarantined('mentions', 'participant_mentions') }}
)

select * from int_participants_kept
