{{ config(materialized='view') }}

with

found as (
    select * from {{ ref('stg_raw__role_mentions') }}
),

added as (
    {{ added('role') }}
),

changed as (
    select * from {{ ref('int_mentions_changed') }}
),

mentions as (
    select
        article_key,
        load_id,
        mention_key,
        participant_name,
        participant_kind,
        initiative_name,
        role,
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
        fields ->> 'participant' as participant_name,
        fields ->> 'kind' as participant_kind,
        fields ->> 'initiative' as initiative_name,
        fields ->> 'role' as role,
        quote,
        char_start,
        char_end,
        1 as confidence,
        'correction:' || correction_no as rule
    from added
),

int_roles_corrected as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        {{ corrected('participant_name', field='participant') }} as participant_name,
        {{ corrected('participant_kind', field='kind') }} as participant_kind,
        {{ corrected('initiative_name', field='initiative') }} as initiative_name,
        {{ corrected('role') }} as role,
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

select * from int_roles_corrected
