{{ config(
    incremental_strategy='articles_merged',
    unique_key='article_key',
    indexes=[
        {'columns': ['published_on']},
        {'columns': ['published_date_key']},
        {'columns': ['syndication_key']},
        {'columns': ['source_uri'], 'type': 'hash'},
        {'columns': ['publisher'], 'type': 'hash'},
        {'columns': ['load_id']},
    ],
    post_hook=references_itself('syndication_key', 'article_key')
) }}

with

articles as (
    select * from {{ ref('stg_raw__articles') }}
    {{ only_affected_articles() }}
),

kept as (
    select * from {{ ref('int_articles_kept') }}
),

syndicated as (
    select * from {{ ref('int_articles_syndicated') }}
),

dim_articles as (
    select
        articles.article_key,
        kept.source_uri,
        articles.story_no,
        articles.title,
        articles.body,
        articles.published_on,
        articles.published_on_basis,
        {{ date_key('articles.published_on') }} as published_date_key,
        articles.publisher,
        articles.original_source,
        articles.authors,
        kept.content_sha256,
        syndicated.syndication_key,
        syndicated.is_first_copy,
        articles.load_id
    from articles
    inner join kept on articles.article_key = kept.article_key
    inner join syndicated on articles.article_key = syndicated.article_key
)

select * from dim_articles
