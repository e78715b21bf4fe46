{{ config(materialized='table', unlogged=true, tags=['before_resolution']) }}

with

articles as (
    select * from {{ ref('stg_raw__articles') }}
),

documents as (
    select * from {{ ref('stg_raw__documents') }}
),

contents as (
    select * from {{ ref('int_contents_kept') }}
),

article_outcomes as (
    select * from {{ ref('stg_ops__article_outcomes') }}
),

visible_loads as (
    select * from {{ ref('stg_ops__visible_loads') }}
),

-- An extraction that failed leaves in force what was found before it.
current_extractions as (
    select distinct on (article_outcomes.article_key)
        article_outcomes.article_key,
        article_outcomes.load_id,
        article_outcomes.decided_at
    from article_outcomes
    inner join visible_loads on article_outcomes.load_id = visible_loads.load_id
    order by
        article_outcomes.article_key asc,
        article_outcomes.outcome = 'failed' asc,
        {{ by_code_point('article_outcomes.load_id') }} desc
),

int_articles_kept as (
    select
        articles.article_key,
        articles.load_id,
        documents.content_sha256,
        contents.source_uri,
        articles.published_on,
        current_extractions.load_id as extraction_load_id,
        current_extractions.decided_at as extracted_at
    from articles
    inner join visible_loads on articles.load_id = visible_loads.load_id
    inner join documents on articles.document_key = documents.document_key
    inner join contents on documents.content_sha256 = contents.content_sha256
    left join current_extractions on articles.article_key = current_extractions.article_key
)

select * from int_articles_kept
