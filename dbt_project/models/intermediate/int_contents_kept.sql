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

-- A document that could not be read, or repeats one that could not, supersedes nothing.
latest_documents as (
    select distinct on (documents.source_uri)
        documents.source_uri,
        documents.content_sha256
    from documents
    inner join visible_loads on documents.load_id = visible_loads.load_id
    inner join outcomes on documents.document_key = outcomes.document_key
    left join outcomes as originals on outcomes.duplicate_of = originals.document_key
    where coalesce(originals.outcome, outcomes.outcome) = 'landed'
    order by
        documents.source_uri asc,
        {{ by_code_point('documents.load_id') }} desc,
        documents.landed_at desc,
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
