with

source as (
    select * from {{ source('raw', 'articles') }}
),

stg_raw__articles as (
    select
        article_key,
        document_key,
        load_id,
        story_no,
        title,
        body,
        published_on,
        published_on_basis,
        publisher,
        original_source,
        authors
    from source
)

select * from stg_raw__articles
