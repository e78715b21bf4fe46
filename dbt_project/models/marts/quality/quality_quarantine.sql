{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

quarantine as (
    select * from {{ ref('stg_ops__quarantine') }}
),

documents as (
    select * from {{ ref('stg_raw__document_names') }}
),

articles as (
    select * from {{ ref('stg_raw__article_titles') }}
),

quality_quarantine as (
    select
        quarantine.quarantine_key,
        quarantine.load_id,
        quarantine.what,
        documents.source_name,
        documents.source_uri,
        quarantine.article_key,
        articles.story_no,
        articles.title,
        quarantine.mention_table,
        quarantine.mention_key,
        quarantine.quote,
        quarantine.rule,
        quarantine.reason,
        quarantine.quarantined_at
    from quarantine
    inner join documents on quarantine.document_key = documents.document_key
    left join articles on quarantine.article_key = articles.article_key
)

select * from quality_quarantine
