{{ config(
    indexes=[
        {'columns': ['article_key']},
        {'columns': ['participant_key']},
        {'columns': ['organization_key']},
        {'columns': ['person_key']},
        {'columns': ['initiative_key', 'role']},
        {'columns': ['assertion_key']},
        {'columns': ['load_id']},
    ],
    post_hook="{{ count_reports() }}"
) }}

with

mentions as (
    select * from {{ ref('int_participants_identified') }}
    {{ only_affected_articles() }}
),

all_roles as (
    select * from {{ ref('int_roles_resolved') }}
    {{ only_affected_articles() }}
),

participants as (
    select distinct on (article_key, participant_key) *
    from mentions
    order by
        article_key asc,
        participant_key asc,
        confidence desc,
        char_start asc,
        {{ by_code_point('mention_key') }} asc
),

keyed_roles as (
    select
        *,
        {{ key('participation', [
            'article_key',
            'participant_key',
            'coalesce(initiative_key, ' ~ normalised_name('initiative_name') ~ ')',
            'role'
        ]) }} as participation_key
    from all_roles
    where participant_key is not null
),

roles as (
    select distinct on (participation_key) *
    from keyed_roles
    order by
        participation_key asc,
        confidence desc,
        char_start asc,
        {{ by_code_point('mention_key') }} asc
),

fct_participants as (
    select
        coalesce(
            roles.participation_key,
            {{ key('participation', ['participants.article_key', 'participants.participant_key']) }}
        ) as participation_key,
        participants.participant_key,
        participants.organization_key,
        participants.person_key,
        participants.article_key,
        roles.initiative_key,
        roles.initiative_name,
        participants.name,
        participants.kind,
        participants.organization_type,
        participants.title,
        participants.affiliation,
        roles.role,
        -- Who is tied to nothing takes part in the article alone.
        {{ key('participant assertion', [
            'participants.participant_key',
            'coalesce(roles.initiative_key, '
            ~ normalised_name('roles.initiative_name') ~ ', participants.article_key)',
            'roles.role'
        ]) }} as assertion_key,
        1 as report_count,
        coalesce(roles.quote, participants.quote) as quote,
        coalesce(roles.char_start, participants.char_start) as char_start,
        coalesce(roles.char_end, participants.char_end) as char_end,
        coalesce(roles.confidence, participants.confidence) as confidence,
        coalesce(roles.rule, participants.rule) as rule,
        participants.load_id
    from participants
    left join roles
        on
            participants.article_key = roles.article_key
            and participants.participant_key = roles.participant_key
)

select * from fct_participants
