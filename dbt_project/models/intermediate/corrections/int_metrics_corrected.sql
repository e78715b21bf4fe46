{{ config(materialized='view') }}

with

found as (
    select * from {{ ref('stg_raw__metric_mentions') }}
),

added as (
    {{ added('metric') }}
),

changed as (
    select * from {{ ref('int_mentions_changed') }}
),

mentions as (
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
    from found
    union all
    select
        article_key,
        extraction_load_id as load_id,
        {{ added_key('correction_no') }} as mention_key,
        fields ->> 'indicator' as indicator,
        fields ->> 'subject' as subject,
        cast(fields ->> 'value' as numeric) as value,
        cast(fields ->> 'value_max' as numeric) as value_max,
        fields ->> 'unit' as unit,
        fields ->> 'comparator' as comparator,
        fields ->> 'measure' as measure,
        fields ->> 'period' as period,
        cast(fields ->> 'period_start' as date) as period_start,
        cast(fields ->> 'period_end' as date) as period_end,
        fields ->> 'period_rule' as period_rule,
        fields ->> 'status' as status,
        fields ->> 'sentence' as sentence,
        quote,
        char_start,
        char_end,
        1 as confidence,
        'correction:' || correction_no as rule
    from added
),

int_metrics_corrected as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        {{ corrected('indicator') }} as indicator,
        {{ corrected('subject') }} as subject,
        {{ corrected('value', 'numeric') }} as value,
        {{ corrected('value_max', 'numeric') }} as value_max,
        {{ corrected('unit') }} as unit,
        {{ corrected('comparator') }} as comparator,
        {{ corrected('measure') }} as measure,
        {{ corrected('period') }} as period,
        {{ corrected('period_start', 'date') }} as period_start,
        {{ corrected('period_end', 'date') }} as period_end,
        {{ corrected('period_rule') }} as period_rule,
        {{ corrected('status') }} as status,
        mentions.sentence,
        mentions.quote,
        mentions.char_start,
        mentions.char_end,
        {{ corrected_confidence() }} as confidence,
        {{ corrected_rule() }} as rule
    from mentions
    left join changed as corrections
        on
            mentions.article_key = corrections.article_key
            and mentions.load_id = corrections.load_id
            and mentions.mention_key = corrections.mention_key
    where corrections.is_rejected is not true
)

select * from int_metrics_corrected
