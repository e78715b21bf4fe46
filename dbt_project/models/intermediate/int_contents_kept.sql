with

documents as (
    select * from {{ ref('stg_raw__documents') }}
),

outcomes as (
    select * from {{ ref('stg_ops__document_outcomes') }}
),

visible_loads as (
    select * from {{ ref('stg_ops__visible_loads') }}
),

-- A document that could not be read does not supersede what was read from the same place before.
latest_documents as (
    select distinct on (documents.source_uri)
        documents.source_uri,
        documents.content_sha256
    from documents
    inner join visible_loads on documents.load_id = visible_loads.load_id
    inner join outcomes on documents.document_key = outcomes.document_key
    where outcomes.outcome in ('landed', 'duplicate')
    order by
        documents.source_uri asc,
        documents.load_id collate "C" desc,
        documents.landed_at desc,
        documents.document_key asc
),

int_contents_kept as (
    select
        content_sha256,
        min(source_uri collate "C") as source_uri
    from latest_documents
    group by content_sha256
)

select * from int_contents_kept
