-- A place that shows again what it showed before: the document is known, but it is what counts from now on.
create table raw.document_returns (
    document_key text not null references raw.documents,
    load_id text not null references ops.loads,
    returned_at timestamptz not null default now(),
    primary key (document_key, load_id)
);
comment on table raw.document_returns is
'One row per load and document received again after its place had held another content.';
comment on column raw.document_returns.document_key is 'The document, received first by an earlier load.';
comment on column raw.document_returns.load_id is 'The load that received it again.';
comment on column raw.document_returns.returned_at is 'When it was received again.';
create index on raw.document_returns (load_id);

-- Learned names touch the articles that hold them and no others, so they are kept apart from the reviewed term lists.
alter table ops.article_outcomes add column learned_version integer not null default 0;
comment on column ops.article_outcomes.lexicon_hash is
'The reviewed term lists the engine read with; until learned_version was added, learned names counted in it too.';
comment on column ops.article_outcomes.learned_version is
'The version of the learned names the engine read with, as in ops.lexicon_versions; 0 for none.';
