with

source as (
    select * from {{ source('raw', 'copy_pairs') }}
),

stg_raw__copy_pairs as (
    select
        article_key,
        copy_of as copy_of_article_key
    from source
)

select * from stg_raw__copy_pairs
