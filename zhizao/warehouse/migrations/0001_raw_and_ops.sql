-- The two schemas that outlive every load: `raw` holds what was received, read and extracted, append-only;
-- `ops` holds the loads and the outcome of everything that was received.
create schema raw;
create schema ops;

create table ops.loads (
    load_id text primary key,
    station text not null default 'land' check (station in ('land', 'read', 'extract', 'build', 'audit', 'publish')),
    outcome text not null default 'open' check (outcome in ('open', 'published', 'stopped')),
    reason text,
    opened_at timestamptz not null default now(),
    closed_at timestamptz
);
comment on table ops.loads is 'One row per load: the station it has reached, and how it ended.';
comment on column ops.loads.load_id is 'load-000001, load-000002, …: given in order, never reused.';

-- Bytes are stored once, however often they are received.
create table raw.blobs (
    content_sha256 text primary key,
    content bytea not null
);

create table raw.documents (
    document_key text primary key,
    load_id text not null references ops.loads,
    source_name text not null,
    source_uri text not null,
    content_sha256 text not null,
    byte_count bigint not null,
    media_type text,
    metadata jsonb not null default '{}',
    landed_at timestamptz not null default now()
);
comment on table raw.documents is 'One row per document received: this content at this place.';
create index on raw.documents (load_id);
create index on raw.documents (content_sha256);
create index on raw.documents (source_uri);

create table ops.document_outcomes (
    document_key text primary key references raw.documents,
    load_id text not null references ops.loads,
    outcome text not null check (outcome in ('landed', 'duplicate', 'quarantined')),
    reason_code text,
    reason text,
    duplicate_of text references raw.documents,
    format text,
    encoding text,
    changes text[] not null default '{}',
    decided_at timestamptz not null default now()
);
comment on table ops.document_outcomes is 'One row per document: what became of it, and why.';
create index on ops.document_outcomes (load_id);

create table raw.articles (
    article_key text primary key,
    document_key text not null references raw.documents,
    load_id text not null references ops.loads,
    story_no integer not null,
    title text,
    body text not null,
    published_on date,
    published_on_basis text check (published_on_basis in ('stated', 'metadata', 'file_name', 'inferred')),
    published_on_rule text,
    publisher text,
    original_source text,
    authors text[] not null default '{}',
    segments jsonb not null default '[]',
    unique (document_key, story_no)
);
comment on table raw.articles is 'One row per story read from a document.';
comment on column raw.articles.segments is
'Runs of the body that stand unchanged in the decoded document: [[body_start, source_start, length], …].';
create index on raw.articles (load_id);

-- Copies are found once, when an article is read; which story they belong to is worked out from the pairs.
create table raw.article_sentences (
    sentence_hash bigint not null,
    article_key text not null references raw.articles,
    primary key (sentence_hash, article_key)
);
create index on raw.article_sentences (article_key);

create table raw.copy_pairs (
    article_key text not null references raw.articles,
    copy_of text not null references raw.articles,
    load_id text not null references ops.loads,
    shared_sentences integer not null,
    containment numeric not null,
    primary key (article_key, copy_of)
);
comment on table raw.copy_pairs is
'One row per pair of articles that carry the same story, found when the later was read.';

-- One row per article and load that extracted it: a new engine or lexicon adds rows, it never overwrites.
create table ops.article_outcomes (
    article_key text not null references raw.articles,
    load_id text not null references ops.loads,
    outcome text not null check (outcome in ('extracted', 'empty', 'failed')),
    reason text,
    engine_version text not null,
    lexicon_hash text not null,
    rejected jsonb not null default '{}',
    decided_at timestamptz not null default now(),
    primary key (article_key, load_id)
);
create index on ops.article_outcomes (load_id);

create table raw.metric_mentions (
    load_id text not null,
    article_key text not null,
    mention_key text not null,
    indicator text not null,
    subject text,
    value numeric not null,
    value_max numeric,
    unit text not null,
    comparator text not null,
    measure text not null,
    period text,
    period_start date,
    period_end date,
    period_rule text,
    status text not null,
    sentence text not null,
    quote text not null,
    char_start integer not null,
    char_end integer not null,
    confidence numeric not null,
    rule text not null,
    primary key (article_key, load_id, mention_key),
    foreign key (article_key, load_id) references ops.article_outcomes
);

create table raw.initiative_mentions (
    load_id text not null,
    article_key text not null,
    mention_key text not null,
    name text not null,
    aliases text[] not null,
    initiative_type text not null,
    status text not null,
    status_date text,
    place text,
    quote text not null,
    char_start integer not null,
    char_end integer not null,
    confidence numeric not null,
    rule text not null,
    primary key (article_key, load_id, mention_key),
    foreign key (article_key, load_id) references ops.article_outcomes
);

create table raw.participant_mentions (
    load_id text not null,
    article_key text not null,
    mention_key text not null,
    name text not null,
    aliases text[] not null,
    kind text not null,
    organization_type text,
    title text,
    affiliation text,
    quote text not null,
    char_start integer not null,
    char_end integer not null,
    confidence numeric not null,
    rule text not null,
    primary key (article_key, load_id, mention_key),
    foreign key (article_key, load_id) references ops.article_outcomes
);

create table raw.role_mentions (
    load_id text not null,
    article_key text not null,
    mention_key text not null,
    participant text not null,
    kind text not null,
    initiative text not null,
    role text not null,
    quote text not null,
    char_start integer not null,
    char_end integer not null,
    confidence numeric not null,
    rule text not null,
    primary key (article_key, load_id, mention_key),
    foreign key (article_key, load_id) references ops.article_outcomes
);
comment on table raw.role_mentions is
'One row per part a participant has in an initiative; both named as in their own mentions.';

-- What the candidate schema holds right now. Publishing looks here inside its own transaction.
create table ops.candidate (
    only_row boolean primary key default true check (only_row),
    load_id text references ops.loads,
    built_at timestamptz,
    audited boolean not null default false
);
insert into ops.candidate default values;

-- The loads whose rows a candidate may hold: those published, and the one it is built for.
-- Rows of a stopped load stay where they are and are seen by nobody until the load is released.
create view ops.visible_loads as
select load_id from ops.loads
where outcome = 'published' or (outcome = 'open' and load_id = (select candidate.load_id from ops.candidate));

create table ops.publications (
    publication_no integer generated always as identity primary key,
    load_id text not null references ops.loads,
    published_at timestamptz not null default now(),
    digest text not null
);

create table ops.dbt_results (
    load_id text not null references ops.loads,
    node text not null,
    resource_type text not null,
    status text not null,
    message text,
    rows_affected bigint,
    seconds numeric,
    finished_at timestamptz not null default now()
);

create table ops.check_results (
    load_id text not null references ops.loads,
    suite text not null,
    expectation text not null,
    severity text not null check (severity in ('blocks', 'warns')),
    success boolean not null,
    reason text,
    observed jsonb,
    bounds jsonb,
    failing_keys jsonb,
    checked_at timestamptz not null default now()
);

create table ops.source_visits (
    source_name text not null,
    visited_at timestamptz not null default now(),
    seen integer not null,
    unchanged integer not null,
    received integer not null,
    load_id text references ops.loads,
    error text
);
comment on table ops.source_visits is
'One row per visit to a source: what was there, what was new, and the error if it failed.';
