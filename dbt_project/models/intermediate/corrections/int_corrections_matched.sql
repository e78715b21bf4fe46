with

corrections as (
    select * from {{ ref('int_corrections_placed') }}
),

metrics as (
    select * from {{ ref('stg_raw__metric_mentions') }}
),

initiatives as (
    select * from {{ ref('stg_raw__initiative_mentions') }}
),

participants as (
    select * from {{ ref('stg_raw__participant_mentions') }}
),

roles as (
    select * from {{ ref('stg_raw__role_mentions') }}
),

mentions as (
    select
        'metric' as kind,
        article_key,
        load_id,
        mention_key,
        char_start,
        char_end,
        subject as about
    from metrics
    union all
    select
        'initiative' as kind,
        article_key,
        load_id,
        mention_key,
        char_start,
        char_end,
        name as about
    from initiatives
    union all
    select
        'participant' as kind,
        article_key,
        load_id,
        mention_key,
        char_start,
        char_end,
        name as about
    from participants
    union all
    select
        'role' as kind,
        article_key,
        load_id,
        mention_key,
        char_start,
        char_end,
        participant_name as about
    from roles
    union all
    select
        kind,
        article_key,
        extraction_load_id as load_id,
        {{ added_key('correction_no') }} as mention_key,
        char_start,
        char_end,
        coalesce(fields ->> 'subject', fields ->> 'name', fields ->> 'participant') as about
    from corrections
    where action = 'add' and quote_stands
),

-- Where several facts stand at one place, the correction says which it is about.
at_the_place as (
    select
        corrections.correction_no,
        corrections.action,
        corrections.fields,
        corrections.about as corrected_about,
        mentions.kind,
        mentions.article_key,
        mentions.load_id,
        mentions.mention_key,
        mentions.about,
        count(*) over (partition by corrections.correction_no) as facts_there
    from corrections
    inner join mentions
        on
            corrections.kind = mentions.kind
            and corrections.article_key = mentions.article_key
            and corrections.extraction_load_id = mentions.load_id
            and corrections.char_start = mentions.char_start
            and corrections.char_end = mentions.char_end
    where corrections.action in ('change', 'reject')
),

int_corrections_matched as (
    select
        correction_no,
        kind,
        article_key,
        load_id,
        mention_key,
        action,
        fields
    from at_the_place
    where facts_there = 1 or about is not distinct from corrected_about
)

select * from int_corrections_matched
