{{ config(materialized='view') }}

with

found as (
    select * from {{ ref('stg_raw__participant_mentions') }}
),

added as (
    {{ added('participant') }}
),

changed as (
    select * from {{ ref('int_mentions_changed') }}
),

mentions as (
    select
        article_key,
        load_id,
        mention_key,
        name,
        aliases,
        kind,
        organization_type,
        title,
        affiliation,
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
        fields ->> 'name' as name,
        cast(array[] as text[]) as aliases,
        fields ->> 'kind' as kind,
        fields ->> 'organization_type' as organization_type,
        fields ->> 'title' as title,
        fields ->> 'affiliation' as affiliation,
        quote,
        char_start,
        char_end,
        1 as confidence,
        'correction:' || correction_no as rule
    from added
),

-- What roles and affiliations call it by its old name must still find it.
int_participants_corrected as (
    select
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        {{ corrected('name') }} as name,
        case
            when corrections.changes -> 'name' is null then mentions.aliases
            else array_append(mentions.aliases, mentions.name)
        end as aliases,
        {{ corrected('kind') }} as kind,
        {{ corrected('organization_type') }} as organization_type,
        {{ corrected('title') }} as title,
        {{ corrected('affiliation') }} as affiliation,
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

select * from int_participants_corrected
