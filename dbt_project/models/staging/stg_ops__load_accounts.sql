{{ config(materialized='ephemeral') }}

with

source as (
    select * from {{ source('ops', 'load_accounts') }}
),

stg_ops__load_accounts as (
    select
        load_id,
        station,
        outcome,
        reason,
        opened_at,
        closed_at,
        cast(documents_received as integer) as documents_received,
        cast(documents_landed as integer) as documents_landed,
        cast(documents_duplicate as integer) as documents_duplicate,
        cast(documents_quarantined as integer) as documents_quarantined,
        cast(articles_extracted as integer) as articles_extracted,
        cast(articles_empty as integer) as articles_empty,
        cast(articles_failed as integer) as articles_failed,
        cast(mentions_found as integer) as mentions_found,
        cast(mentions_quarantined as integer) as mentions_quarantined,
        cast(checks_judged as integer) as checks_judged,
        cast(checks_failed_blocking as integer) as checks_failed_blocking,
        cast(checks_failed_warning as integer) as checks_failed_warning,
        round(land_seconds, 1) as land_seconds,
        round(read_seconds, 1) as read_seconds,
        round(extract_seconds, 1) as extract_seconds,
        round(build_seconds, 1) as build_seconds,
        round(audit_seconds, 1) as audit_seconds,
        published_at,
        digest,
        released_by,
        release_reason
    from source
)

select * from stg_ops__load_accounts
