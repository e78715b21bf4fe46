{{ config(indexes=[{'columns': ['article_key']}]) }}

with

roles as (
    select
        *,
        {{ normalised_name('participant_name') }} as normalised_participant,
        {{ normalised_name('initiative_name') }} as normalised_initiative
    from {{ ref('int_roles_corrected') }}
    {{ only_affected_articles() }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

names as (
    select * from {{ ref('int_names_resolved') }}
),

int_roles_resolved as (
    select
        roles.article_key,
        roles.load_id,
        roles.mention_key,
        participants.entity_key as participant_key,
        initiatives.entity_key as initiative_key,
        roles.participant_name,
        roles.participant_kind,
        roles.initiative_name,
        roles.role,
        roles.quote,
        roles.char_start,
        roles.char_end,
        roles.confidence,
        roles.rule
    from roles
    inner join articles
        on
            roles.article_key = articles.article_key
            and roles.load_id = articles.extraction_load_id
    left join names as participants
        on
            roles.article_key = participants.article_key
            and roles.participant_kind = participants.kind
            and roles.normalised_participant = participants.normalised_form
    left join names as initiatives
        on
            roles.article_key = initiatives.article_key
            and roles.normalised_initiative = initiatives.normalised_form
            and initiatives.kind = 'initiative'
    where {{ not_quarantined('roles', 'role_mentions') }}
)

select * from int_roles_resolved
