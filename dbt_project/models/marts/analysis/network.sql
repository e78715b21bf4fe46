{{ config(materialized='view', pre_hook=[], post_hook=[]) }}

with

-- Not written out, so that a condition on a participant reaches the index.

parts as not materialized (
    select * from {{ ref('fct_participants') }}
    where initiative_key is not null
),

articles as (
    select * from {{ ref('dim_articles') }}
),

organizations as (
    select
        organization_key as participant_key,
        name
    from {{ ref('dim_organizations') }}
),

persons as (
    select
        person_key as participant_key,
        name
    from {{ ref('dim_persons') }}
),

initiatives as (
    select * from {{ ref('dim_initiatives') }}
),

names as not materialized (
    select * from organizations
    union all
    select * from persons
),

-- Both take part in the same initiative in the same article: each pair stands in one sentence's reach of its evidence.
meetings as (
    select
        parts.participant_key,
        partners.participant_key as partner_key,
        parts.kind as participant_kind,
        partners.kind as partner_kind,
        parts.role as participant_role,
        partners.role as partner_role,
        parts.initiative_key,
        parts.article_key,
        parts.quote as participant_quote,
        partners.quote as partner_quote,
        articles.syndication_key,
        articles.published_on,
        row_number() over (
            partition by parts.participant_key, partners.participant_key
            order by
                articles.published_on desc nulls last, articles.is_first_copy desc, parts.article_key asc,
                parts.participation_key asc, partners.participation_key asc
        ) as recency
    from parts
    inner join parts as partners
        on
            parts.article_key = partners.article_key
            and parts.initiative_key = partners.initiative_key
            and parts.participant_key <> partners.participant_key
    inner join articles on parts.article_key = articles.article_key
),

pairs as (
    select
        participant_key,
        partner_key,
        min(participant_kind) as participant_kind,
        min(partner_kind) as partner_kind,
        array_agg(distinct participant_role order by participant_role) as participant_roles,
        array_agg(distinct partner_role order by partner_role) as partner_roles,
        cast(count(distinct initiative_key) as integer) as initiative_count,
        cast(count(distinct syndication_key) as integer) as report_count,
        min(published_on) as first_published_on,
        max(published_on) as last_published_on,
        min(initiative_key) filter (where recency = 1) as example_initiative_key,
        min(article_key) filter (where recency = 1) as example_article_key,
        min(participant_quote) filter (where recency = 1) as participant_quote,
        min(partner_quote) filter (where recency = 1) as partner_quote
    from meetings
    group by participant_key, partner_key
),

network as (
    select
        pairs.participant_key,
        pairs.partner_key,
        participants.name as participant_name,
        partners.name as partner_name,
        pairs.participant_kind,
        pairs.partner_kind,
        {{ by_code_point('pairs.participant_key') }} < pairs.partner_key as is_counted_once,
        pairs.participant_roles,
        pairs.partner_roles,
        pairs.initiative_count,
        pairs.report_count,
        pairs.first_published_on,
        pairs.last_published_on,
        pairs.example_initiative_key,
        initiatives.name as example_initiative_name,
        pairs.example_article_key,
        pairs.participant_quote as example_participant_quote,
        pairs.partner_quote as example_partner_quote
    from pairs
    inner join names as participants on pairs.participant_key = participants.participant_key
    inner join names as partners on pairs.partner_key = partners.participant_key
    inner join initiatives on pairs.example_initiative_key = initiatives.initiative_key
)

select * from network
