{{ config(materialized='ephemeral') }}

with

source as (
    select * from {{ source('raw', 'articles') }}
),

stg_raw__article_titles as (
    select
        article_key,
        story_no,
        title
    from source
)

select * from stg_raw__article_titles
