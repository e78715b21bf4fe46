-- How well the engine extracted, measured on the gold facts a user has configured (ZHIZAO_GOLD).
create table ops.extraction_scores (
    load_id text not null references ops.loads,
    gold_digest text not null,
    kind text not null check (kind in ('metric', 'initiative', 'participant', 'role')),
    engine_version text not null,
    lexicon_hash text not null,
    articles integer not null,
    articles_absent integer not null,
    found integer not null,
    fully_right integer not null,
    extra integer not null,
    missed integer not null,
    f1 numeric generated always as (round(2.0 * found / nullif(2 * found + extra + missed, 0), 4)) stored,
    strict_f1 numeric generated always as (round(2.0 * fully_right / nullif(2 * found + extra + missed, 0), 4)) stored,
    scored_at timestamptz not null default now(),
    primary key (load_id, gold_digest, kind)
);
comment on table ops.extraction_scores is
'One row per load, set of gold facts and kind of fact: how many gold facts the state published by this load has.';
comment on column ops.extraction_scores.load_id is
'The load whose publication, or whose candidate, was measured; with all articles, not only its own.';
comment on column ops.extraction_scores.gold_digest is
'Which gold facts: figures of different ones are not comparable.';
comment on column ops.extraction_scores.kind is 'metric, initiative, participant, or role of a participant.';
comment on column ops.extraction_scores.engine_version is 'The engine that extracted the measured articles last.';
comment on column ops.extraction_scores.lexicon_hash is 'The lexicon it read with.';
comment on column ops.extraction_scores.articles is 'Gold articles that are in the warehouse.';
comment on column ops.extraction_scores.articles_absent is 'Gold articles that are not, and are not measured.';
comment on column ops.extraction_scores.found is 'Gold facts that were found.';
comment on column ops.extraction_scores.fully_right is 'Those of them whose attributes are right, too.';
comment on column ops.extraction_scores.extra is 'Facts in the warehouse that the gold does not have.';
comment on column ops.extraction_scores.missed is 'Gold facts that are not in the warehouse.';
comment on column ops.extraction_scores.f1 is '2 × found / (2 × found + extra + missed).';
comment on column ops.extraction_scores.strict_f1 is 'As f1, over what is fully right.';
comment on column ops.extraction_scores.scored_at is 'When it was measured.';
