-- A load that was rolled back is withdrawn: its rows stay where they are and are seen by nobody until it is released.
alter table ops.loads drop constraint loads_outcome_check;
alter table ops.loads add constraint loads_outcome_check
check (outcome in ('open', 'published', 'stopped', 'withdrawn'));

create table ops.load_arrivals (
    load_id text not null references ops.loads on delete cascade,
    station text not null,
    arrived_at timestamptz not null default now(),
    primary key (load_id, station)
);
comment on table ops.load_arrivals is 'One row per load and station: when it last arrived there.';

-- Who made what visible, and why. A rollback brings back the state of an earlier publication, which it names.
alter table ops.publications
add column action text not null default 'publish' check (action in ('publish', 'release', 'rollback')),
add column shows integer references ops.publications,
add column decided_by text,
add column reason text;
comment on table ops.publications is 'One row per change of what readers see.';
comment on column ops.publications.load_id is 'The load whose publication made the state that is shown since.';
comment on column ops.publications.shows is 'For a rollback the publication whose state was brought back; else null.';
comment on column ops.publications.decided_by is 'The person who released or rolled back; null for the road itself.';

create table ops.releases (
    release_no integer generated always as identity primary key,
    load_id text not null references ops.loads,
    reason text not null,
    decided_by text not null,
    failed_checks jsonb not null,
    decided_at timestamptz not null default now(),
    ended_at timestamptz
);
comment on table ops.releases is 'One row per decision of a person to publish a load that was stopped or withdrawn.';
comment on column ops.releases.failed_checks is
'The blocking checks that had failed, which the decision covers, each with its sentence.';
comment on column ops.releases.ended_at is
'When the load was published, stopped again or retried; null while the decision is in force.';
create index on ops.releases (load_id);

-- What the screening found in single mentions. The marts leave these mentions out; they stay in raw.
create table ops.quarantined_mentions (
    load_id text not null references ops.loads,
    mention_table text not null,
    article_key text not null references raw.articles,
    mention_key text not null,
    rule text not null,
    reason text not null,
    quarantined_at timestamptz not null default now(),
    primary key (article_key, load_id, mention_table, mention_key)
);
comment on table ops.quarantined_mentions is 'One row per mention that breaks a rule and is therefore in no mart.';
comment on column ops.quarantined_mentions.mention_table is 'The table of raw that holds the mention.';
comment on column ops.quarantined_mentions.rule is 'The first rule it breaks.';
create index on ops.quarantined_mentions (load_id);

-- What a load's articles gave, by source: so few rows that a load can be compared with many earlier ones at no cost.
create table ops.load_yields (
    load_id text not null references ops.loads,
    source_name text not null,
    article_count integer not null,
    metric_count integer not null,
    initiative_count integer not null,
    participant_count integer not null,
    role_count integer not null,
    primary key (load_id, source_name)
);
comment on table ops.load_yields is 'One row per load and source: its articles, and the mentions in them.';

alter table ops.check_results add column why text;
comment on column ops.check_results.why is 'Why the check exists, in one sentence.';

-- A load is judged by its own rows, wherever they stand among those of all other loads.
create index on raw.metric_mentions (load_id);
create index on raw.initiative_mentions (load_id);
create index on raw.participant_mentions (load_id);
create index on raw.role_mentions (load_id);
