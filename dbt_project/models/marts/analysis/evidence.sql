{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

metrics as (
    select * from {{ ref('fct_metrics') }}
),

initiatives as (
    select * from {{ ref('fct_initiatives') }}
),

participants as (
    select * from {{ ref('fct_participants') }}
),

articles as (
    select * from {{ ref('dim_articles') }}
),

facts as (
    select
        'metric' as fact_kind,
        metric_key as fact_key,
        article_key,
        subject as about,
        concat_ws(' ', indicator, comparator, trim_scale(value), trim_scale(value_max), unit, period, status) as says,
        quote,
        char_start,
        char_end,
        confidence,
        rule,
        load_id
    from metrics
    union all
    select
        'initiative' as fact_kind,
        initiative_mention_key as fact_key,
        article_key,
        name as about,
        concat_ws(' ', initiative_type, status, status_date, place) as says,
        quote,
        char_start,
        char_end,
        confidence,
        rule,
        load_id
    from initiatives
    union all
    select
        'participant' as fact_kind,
        participation_key as fact_key,
        article_key,
        name as about,
        concat_ws(' ', organization_type, affiliation, title, role, initiative_name) as says,
        quote,
        char_start,
        char_end,
        confidence,
        rule,
        load_id
    from participants
),

-- The sentence is cut from the body here, so that only a query that asks for it pays for reading the body.
evidence as (
    select
        facts.fact_kind,
        facts.fact_key,
        facts.article_key,
        facts.about,
        facts.says,
        facts.quote,
        ltrim(
            substring(right(left(articles.body, facts.char_start), 300), '[^。！？!?\n]*$')
            || facts.quote
            || substring(substr(articles.body, facts.char_end + 1, 300), '^[^。！？!?\n]*[。！？!?]?[”」』]?'),
            e' \u3000”」』'
        ) as sentence,
        articles.title,
        articles.published_on,
        articles.publisher,
        articles.original_source,
        articles.source_uri,
        case when articles.source_uri ~ '^https?://' then articles.source_uri end as link,
        articles.syndication_key,
        articles.is_first_copy,
        facts.confidence,
        facts.rule,
        facts.load_id
    from facts
    inner join articles on facts.article_key = articles.article_key
)

select * from evidence
