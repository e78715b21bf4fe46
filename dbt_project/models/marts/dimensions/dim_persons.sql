{{ config(
    unique_key='person_key',
    indexes=[
        {'columns': ['name'], 'type': 'hash'},
        {'columns': ['organization_key']},
        {'columns': ['load_id']},
    ]
) }}

with

names as (
    select * from {{ ref('int_names_chosen') }}
    where kind = 'person'
),

mentions as (
    select * from {{ ref('int_participants_identified') }}
    where kind = 'person'
),

organizations as (
    select * from {{ ref('int_names_chosen') }}
    where kind = 'organization'
),

participants as (
    select * from mentions
    {{ only_affected_persons() }}
),

counted as (
    select
        person_key,
        employer_key,
        affiliation,
        count(*) as times
    from participants
    group by person_key, employer_key, affiliation
),

employers as (
    select
        person_key,
        employer_key,
        {{ most_frequent('affiliation', 'times') }} as affiliation,
        sum(times) as times
    from counted
    group by person_key, employer_key
),

-- Of several employers the one that is named most often; without any there is one row all the same.
affiliations as (
    select distinct on (person_key)
        person_key,
        employer_key,
        affiliation
    from employers
    order by
        person_key asc,
        employer_key is null asc,
        times desc,
        {{ by_code_point('employer_key') }} asc
),

titles as (
    select
        person_key,
        array_agg(distinct {{ by_code_point('title') }} order by {{ by_code_point('title') }}) as titles
    from participants
    where title is not null
    group by person_key
),

dim_persons as (
    select
        names.entity_key as person_key,
        names.name,
        names.aliases,
        organizations.entity_key as organization_key,
        coalesce(organizations.name, affiliations.affiliation) as affiliation,
        coalesce(titles.titles, cast(array[] as text[])) as titles,
        names.article_count,
        names.first_published_on,
        names.last_published_on,
        names.load_id
    from names
    inner join affiliations on names.entity_key = affiliations.person_key
    left join titles on names.entity_key = titles.person_key
    left join organizations on affiliations.employer_key = organizations.entity_key
)

select * from dim_persons
