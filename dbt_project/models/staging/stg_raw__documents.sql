with

source as (
    select * from {{ source('raw', 'documents') }}
),

stg_raw__documents as (
    select
        document_key,
        load_id,
        source_uri,
        content_sha256,
        landed_at
    from source
)

select * from stg_raw__documents
