with

mentions as (
    select * from {{ ref('stg_raw__metric_mentions') }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

int_metrics_identified as (
    select
        mentions.*,
        {{ key('metric', ['mentions.article_key', 'mentions.mention_key']) }} as metric_key,
        {{ key('indicator', [normalised_name('mentions.indicator')]) }} as indicator_key,
        {{ key('unit', ['normalize(mentions.unit, nfkc)']) }} as unit_key,
        {{ normalised_name('mentions.subject') }} as normalised_subject
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
)

select * from int_metrics_identified
