{{ config(materialized='table', unlogged=true, tags=['before_resolution']) }}

with recursive

articles as (
    select
        article_key,
        published_on
    from {{ ref('int_articles_kept') }}
),

copy_pairs as (
    select * from {{ ref('stg_raw__copy_pairs') }}
),

-- A pair says that two articles carry one story; which of them was read first does not matter.
edges as (
    select
        copy_pairs.article_key,
        copy_pairs.copy_of_article_key as other_article_key
    from copy_pairs
    inner join articles on copy_pairs.article_key = articles.article_key
    inner join articles as other_articles on copy_pairs.copy_of_article_key = other_articles.article_key
    union
    select
        copy_pairs.copy_of_article_key as article_key,
        copy_pairs.article_key as other_article_key
    from copy_pairs
    inner join articles on copy_pairs.article_key = articles.article_key
    inner join articles as other_articles on copy_pairs.copy_of_article_key = other_articles.article_key
),

-- An article without a copy stands for itself; only the others have to be followed.
tied as (
    select distinct article_key
    from edges
),

reachable as (
    select
        article_key,
        article_key as member_article_key
    from tied
    union
    select
        reachable.article_key,
        edges.other_article_key as member_article_key
    from reachable
    inner join edges on reachable.member_article_key = edges.article_key
),

first_copies as (
    select distinct on (reachable.article_key)
        reachable.article_key,
        reachable.member_article_key as first_article_key
    from reachable
    inner join articles on reachable.member_article_key = articles.article_key
    order by
        reachable.article_key asc,
        articles.published_on asc nulls last,
        {{ by_code_point('articles.article_key') }} asc
),

int_articles_syndicated as (
    select
        articles.article_key,
        coalesce(first_copies.first_article_key, articles.article_key) as syndication_key,
        coalesce(first_copies.first_article_key, articles.article_key) = articles.article_key as is_first_copy
    from articles
    left join first_copies on articles.article_key = first_copies.article_key
)

select * from int_articles_syndicated
