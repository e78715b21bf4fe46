{{ config(materialized='table', unlogged=true, tags=['before_resolution']) }}

with

documents as (
    select * from {{ ref('stg_raw__documents') }}
),

document_returns as (
    select * from {{ ref('stg_raw__document_returns') }}
),

outcomes as (
    select * from {{ ref('stg_ops__document_outcomes') }}
),

visible_loads as (
    select * from {{ ref('stg_ops__visible_loads') }}
),

-- A place may show again what it showed before.
receipts as (
    select
        document_key,
        load_id,
        landed_at as received_at
    from documents
    union all
    select
        document_key,
        load_id,
        returned_at as received_at
    from document_returns
),

-- A document that could not be read, or repeats one that could not, supersedes nothing.
latest_documents as (
    select distinct on (documents.source_uri)
        documents.source_uri,
        documents.content_sha256
    from receipts
    inner join visible_loads on receipts.load_id = visible_loads.load_id
    inner join documents on receipts.document_key = documents.document_key
    inner join outcomes on documents.document_key = outcomes.document_key
    left join outcomes as originals on outcomes.duplicate_of = originals.document_key
    where coalesce(originals.outcome, outcomes.outcome) = 'landed'
    order by
        documents.source_uri asc,
        {{ by_code_point('receipts.load_id') }} desc,
        receipts.received_at desc,
        documents.document_key asc
),

int_contents_kept as (
    select
        content_sha256,
        min({{ by_code_point('source_uri') }}) as source_uri
    from latest_documents
    group by content_sha256
)

select * from int_contents_kept
