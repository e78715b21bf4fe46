{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

accounts as (
    select * from {{ ref('stg_ops__load_accounts') }}
),

quality_loads as (
    select
        load_id,
        station,
        outcome,
        reason,
        opened_at,
        closed_at,
        documents_received,
        documents_landed,
        documents_duplicate,
        documents_quarantined,
        articles_extracted,
        articles_empty,
        articles_failed,
        mentions_found,
        mentions_quarantined,
        checks_judged,
        checks_failed_blocking,
        checks_failed_warning,
        land_seconds,
        read_seconds,
        extract_seconds,
        build_seconds,
        audit_seconds,
        published_at,
        digest,
        released_by,
        release_reason
    from accounts
)

select * from quality_loads
