{{ config(
    indexes=[{'columns': ['article_key']}, {'columns': ['indicator_key']}, {'columns': ['unit_key']}],
    pre_hook="{{ note_entities_of_old_rows('unit_key') }}",
    post_hook="{{ note_affected_entities('unit_key') }}"
) }}

with

mentions as (
    select
        *,
        {{ normalised_name('indicator') }} as normalised_indicator
    from {{ ref('int_metrics_corrected') }}
    {{ only_affected_articles() }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

names as (
    select * from {{ ref('int_names_resolved') }}
    where kind = 'indicator'
),

int_metrics_identified as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        mentions.indicator,
        mentions.subject,
        mentions.value,
        mentions.value_max,
        mentions.unit,
        mentions.comparator,
        mentions.measure,
        mentions.period,
        mentions.period_start,
        mentions.period_end,
        mentions.period_rule,
        mentions.status,
        mentions.sentence,
        mentions.quote,
        mentions.char_start,
        mentions.char_end,
        mentions.confidence,
        mentions.rule,
        {{ key('metric', ['mentions.article_key', 'mentions.mention_key']) }} as metric_key,
        names.entity_key as indicator_key,
        {{ key('unit', ['normalize(mentions.unit, nfkc)']) }} as unit_key,
        {{ normalised_name('mentions.subject') }} as normalised_subject
    from mentions
    inner join articles
        on
            mentions.article_key = articles.article_key
            and mentions.load_id = articles.extraction_load_id
    left join names
        on
            mentions.article_key = names.article_key
            and mentions.normalised_indicator = names.normalised_form
    where {{ not_quarantined('mentions', 'metric_mentions') }}
)

select * from int_metrics_identified
