with

source as (
    select * from {{ source('raw', 'document_returns') }}
),

stg_raw__document_returns as (
    select
        document_key,
        load_id,
        returned_at
    from source
)

select * from stg_raw__document_returns
