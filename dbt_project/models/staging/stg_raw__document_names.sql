{{ config(materialized='ephemeral') }}

with

source as (
    select * from {{ source('raw', 'documents') }}
),

stg_raw__document_names as (
    select
        document_key,
        source_name,
        source_uri
    from source
)

select * from stg_raw__document_names
