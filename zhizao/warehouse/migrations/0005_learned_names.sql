-- Names of organizations that strong patterns found in several stories, and the frozen versions the engine reads with.
create table ops.learned_names (
    name text primary key,
    organization_type text not null,
    needs_frame boolean not null,
    stories integer not null,
    rules text[] not null,
    example_quote text not null,
    example_article_key text not null references raw.articles,
    decision text not null default 'accepted' check (decision in ('accepted', 'rejected')),
    decided_by text not null default 'rule',
    learned_at timestamptz not null default now()
);
comment on table ops.learned_names is 'One row per name learned from the articles, with what speaks for it.';
comment on column ops.learned_names.name is 'The name as the articles write it.';
comment on column ops.learned_names.organization_type is 'The type it was found with most often.';
comment on column ops.learned_names.needs_frame is
'Whether the name is also a common word, so that it counts in a frame only.';
comment on column ops.learned_names.stories is 'In how many independent stories a strong pattern found it.';
comment on column ops.learned_names.rules is 'The rules that found it.';
comment on column ops.learned_names.example_quote is 'One place where it was found, as quoted.';
comment on column ops.learned_names.example_article_key is 'The article of that place.';
comment on column ops.learned_names.decision is 'Whether the engine reads with it.';
comment on column ops.learned_names.decided_by is 'The rule, or the person who decided.';
comment on column ops.learned_names.learned_at is 'When it was first learned.';

create table ops.lexicon_versions (
    version integer primary key,
    names jsonb not null,
    frozen_at timestamptz not null default now()
);
comment on table ops.lexicon_versions is 'One row per frozen set of learned names; the engine reads with the latest.';
comment on column ops.lexicon_versions.version is '1, 2, 3, …';
comment on column ops.lexicon_versions.names is 'The accepted names of that version, as lines of the term list.';
comment on column ops.lexicon_versions.frozen_at is 'When it was frozen.';
