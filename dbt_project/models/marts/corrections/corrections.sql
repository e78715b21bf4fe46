{{ config(indexes=[{'columns': ['article_key']}, {'columns': ['entity_key'], 'type': 'hash'}]) }}

with

ledger as (
    select * from {{ ref('stg_ops__corrections') }}
),

placed as (
    select * from {{ ref('int_corrections_placed') }}
),

matched as (
    select distinct correction_no from {{ ref('int_corrections_matched') }}
),

places as (
    select
        correction_no,
        min({{ by_code_point('article_key') }}) as article_key,
        bool_or(quote_stands) as quote_stands
    from placed
    group by correction_no
),

corrections as (
    select
        ledger.correction_no,
        ledger.action,
        ledger.kind,
        case
            when ledger.action = 'undo' then 'undoing'
            when undoing.correction_no is not null then 'undone'
            when ledger.action in ('merge', 'separate', 'rename', 'retype') then 'in_force'
            when ledger.action = 'add' and places.quote_stands then 'in_force'
            when matched.correction_no is not null then 'in_force'
            else 'anchor_vanished'
        end as state,
        places.article_key,
        ledger.quote,
        ledger.char_start,
        ledger.char_end,
        ledger.about,
        cast(ledger.fields as text) as fields,
        ledger.entity_key,
        ledger.entity_name,
        ledger.other_key,
        ledger.other_name,
        ledger.undoes,
        ledger.reason,
        ledger.made_by,
        ledger.made_at
    from ledger
    left join ledger as undoing on ledger.correction_no = undoing.undoes
    left join places on ledger.correction_no = places.correction_no
    left join matched on ledger.correction_no = matched.correction_no
)

select * from corrections
