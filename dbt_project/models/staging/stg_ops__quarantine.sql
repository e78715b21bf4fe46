{{ config(materialized='ephemeral') }}

with

source as (
    select * from {{ source('ops', 'quarantine') }}
),

stg_ops__quarantine as (
    select
        {{ key('quarantine', [
            'load_id', 'document_key', 'article_key', 'mention_table', 'mention_key'
        ]) }} as quarantine_key,
        load_id,
        what,
        document_key,
        article_key,
        mention_table,
        mention_key,
        rule,
        reason,
        quote,
        quarantined_at
    from source
)

select * from stg_ops__quarantine
