with

source as (
    select * from {{ source('ops', 'document_outcomes') }}
),

stg_ops__document_outcomes as (
    select
        document_key,
        load_id,
        outcome,
        duplicate_of
    from source
)

select * from stg_ops__document_outcomes
