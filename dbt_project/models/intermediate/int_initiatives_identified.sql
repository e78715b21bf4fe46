with

mentions as (
    select * from {{ ref('int_initiatives_corrected') }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
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
        {{ key('initiative', [normalised_name('mentions.name')]) }} as initiative_key
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
    where {{ not_quarantined('mentions', 'initiative_mentions') }}
)

select * from int_initiatives_identified
