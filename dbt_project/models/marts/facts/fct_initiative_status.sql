{{ config(
    incremental_strategy='entities_merged',
    unique_key='initiative_status_key',
    meta={'continues_by': 'initiative_key'},
    indexes=[
        {'columns': ['initiative_key', 'step_no']},
        {'columns': ['article_key']},
        {'columns': ['status']},
        {'columns': ['load_id']},
    ]
) }}

with

stated as (
    select * from {{ ref('fct_initiatives') }}
    {{ only_affected_entities('initiative_key') }}
),

articles as (
    select
        article_key,
        syndication_key,
        published_on
    from {{ ref('dim_articles') }}
),

-- Of copies and of articles of one day the one with the smallest key speaks for all.
told as (
    select
        stated.initiative_key,
        stated.status,
        stated.status_date,
        min(articles.published_on) as first_stated_on,
        max(articles.published_on) as last_stated_on,
        cast(count(*) as integer) as article_count,
        cast(count(distinct articles.syndication_key) as integer) as report_count,
        (array_agg(
            stated.article_key
            order by articles.published_on asc nulls last, {{ by_code_point('stated.article_key') }} asc
        ))[1] as article_key,
        max({{ by_code_point('stated.load_id') }}) as load_id
    from stated
    inner join articles on stated.article_key = articles.article_key
    group by stated.initiative_key, stated.status, stated.status_date
),

fct_initiative_status as (
    select
        {{ key('initiative status', ['initiative_key', 'status', 'status_date']) }} as initiative_status_key,
        initiative_key,
        cast(row_number() over (
            partition by initiative_key
            order by first_stated_on asc nulls last, {{ by_code_point('article_key') }} asc, status asc, status_date asc
        ) as integer) as step_no,
        status,
        status_date,
        first_stated_on,
        last_stated_on,
        article_key,
        article_count,
        report_count,
        load_id
    from told
)

select * from fct_initiative_status
