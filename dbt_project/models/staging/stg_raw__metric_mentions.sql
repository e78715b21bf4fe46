with

source as (
    select * from {{ source('raw', 'metric_mentions') }}
),

stg_raw__metric_mentions as (
    select
        article_key,
        load_id,
        mention_key,
        indicator,
        subject,
        value,
        value_max,
        unit,
        comparator,
        measure,
        period,
        period_start,
        period_end,
        period_rule,
        status,
        sentence,
        quote,
        char_start,
        char_end,
        confidence,
        rule
    from source
)

select * from stg_raw__metric_mentions
