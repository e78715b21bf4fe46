-- The candidate dbt would make of the sound load, in place of any that is there.
drop schema if exists marts_candidate cascade;
create schema marts_candidate;
set search_path to marts_candidate;

create table dim_articles as
select a.article_key, d.source_uri, a.story_no, a.title, a.body, a.published_on, a.published_on_basis,
    a.published_on as published_date_key, a.publisher, a.original_source, a.authors, d.content_sha256,
    case when a.article_key = 'a3' then 'a1' else a.article_key end as syndication_key,
    a.article_key <> 'a3' as is_first_copy, a.load_id
from raw.articles as a inner join raw.documents as d on d.document_key = a.document_key;

create table fct_metrics as
select 'metric-' || mention_key as metric_key, article_key, indicator, 'indicator-' || indicator as indicator_key, subject,
    case subject when '江北市' then 'place' when '云帆工业互联网平台' then 'initiative' end as subject_kind,
    null::text as subject_organization_key,
    case subject when '云帆工业互联网平台' then 'initiative-云帆' end as subject_initiative_key,
    case subject when '江北市' then 'place-江北市' end as subject_place_key, value, value_max, unit,
    'unit-' || unit as unit_key, comparator, measure, period, period_start, period_end, period_start as period_start_key,
    period_end as period_end_key, status, quote, char_start, char_end, sentence, confidence, rule, load_id
from raw.metric_mentions;

create table fct_initiatives as
select article_key || '-' || mention_key as initiative_mention_key,
    case name when '绿色电池基地' then 'initiative-基地' else 'initiative-云帆' end as initiative_key, article_key, name,
    aliases, initiative_type, status, status_date, place, 'place-' || place as place_key, quote, char_start, char_end,
    confidence, rule, load_id
from raw.initiative_mentions;

create table fct_participants as
select 'participation-' || p.mention_key as participation_key, 'participant-' || p.name as participant_key,
    case p.kind when 'organization' then 'participant-' || p.name end as organization_key,
    case p.kind when 'person' then 'participant-' || p.name end as person_key, p.article_key,
    case when r.role is not null then 'initiative-云帆' end as initiative_key, r.initiative as initiative_name, p.name, p.kind,
    p.organization_type, p.title, p.affiliation, r.role, p.quote, p.char_start, p.char_end, p.confidence, p.rule, p.load_id
from raw.participant_mentions as p
left join raw.role_mentions as r on r.article_key = p.article_key and r.participant = p.name;

create table dim_initiatives as
select distinct initiative_key, name, aliases, initiative_type, status as latest_status from fct_initiatives;
create table dim_organizations as
select organization_key, name, array['江北机电'] as aliases, organization_type from fct_participants
where kind = 'organization';
create table dim_persons as
select person_key, name, '{}'::text [] as aliases, 'participant-江北机电公司' as organization_key from fct_participants
where kind = 'person';
create table dim_indicators as
select indicator_key, indicator as name, '{}'::text [] as aliases, unit_key as main_unit_key from fct_metrics;
create table dim_units as select distinct unit_key, unit from fct_metrics;
create table dim_places (place_key, name, aliases, parent_place_key) as
values ('place-江南省', '江南省', array['江南'], null), ('place-江北市', '江北市', array['江北'], 'place-江南省');
create table dim_dates as
select day::date as date_key from generate_series('2019-01-01'::date, '2022-12-31'::date, interval '1 day') as day;
