with

participants as (
    select * from {{ ref('int_participants_kept') }}
),

organization_forms as (
    select
        article_key,
        normalised_name,
        normalised_name as normalised_form,
        0 as is_alias
    from participants
    where kind = 'organization'
    union all
    select
        participants.article_key,
        participants.normalised_name,
        {{ normalised_name('forms.alias') }} as normalised_form,
        1 as is_alias
    from participants
    cross join lateral unnest(participants.aliases) as forms (alias)
    where participants.kind = 'organization'
),

-- Inside one article a form means the organization that bears it as its name before one that has it as an alias.
organizations as (
    select distinct on (article_key, normalised_form)
        article_key,
        normalised_form,
        normalised_name
    from organization_forms
    order by
        article_key asc,
        normalised_form asc,
        is_alias asc,
        {{ by_code_point('normalised_name') }} asc
),

resolved as (
    select
        participants.*,
        coalesce(organizations.normalised_name, participants.normalised_affiliation) as normalised_employer
    from participants
    left join organizations
        on
            participants.article_key = organizations.article_key
            and participants.normalised_affiliation = organizations.normalised_form
            and participants.kind = 'person'
),

keyed as (
    select
        *,
        case
            when kind = 'organization' then {{ key('organization', ['normalised_name']) }}
        end as organization_key,
        case
            when kind = 'person' then {{ key('person', ['normalised_name', 'normalised_employer']) }}
        end as person_key,
        case
            when normalised_employer is not null then {{ key('organization', ['normalised_employer']) }}
        end as employer_key
    from resolved
),

int_participants_identified as (
    select
        coalesce(organization_key, person_key) as participant_key,
        organization_key,
        person_key,
        employer_key,
        article_key,
        load_id,
        mention_key,
        kind,
        name,
        normalised_name,
        aliases,
        organization_type,
        title,
        affiliation,
        quote,
        char_start,
        char_end,
        confidence,
        rule
    from keyed
)

select * from int_participants_identified
