-- What a configured backend was asked and what it proposed. Without a backend these tables stay empty.
create table ops.backend_calls (
    article_key text not null references raw.articles,
    load_id text not null references ops.loads,
    backend text not null,
    outcome text not null check (
        outcome in (
            'asked', 'answered', 'stored', 'over_budget', 'paused', 'timeout', 'unreachable', 'refused', 'overloaded',
            'too_large', 'bad_answer', 'failed'
        )
    ),
    reason text,
    proposals integer not null default 0,
    accepted integer,
    merged integer,
    rejected integer,
    reasons jsonb not null default '{}',
    seconds numeric not null default 0,
    tokens bigint not null default 0,
    asked_at timestamptz not null default clock_timestamp(),
    settled_at timestamptz,
    primary key (article_key, load_id, backend)
);
comment on table ops.backend_calls is
'One row per article that a load extracted while a backend was configured: what became of the call, and its cost.';
comment on column ops.backend_calls.backend is 'Name, model and revision of the question.';
comment on column ops.backend_calls.outcome is
'answered; stored: the answer to an earlier load was used; over_budget, paused: not asked; asked: the process ended
before the answer; all else is a fault, after which the article was extracted without proposals.';
comment on column ops.backend_calls.proposals is 'Names received for the article, each once.';
comment on column ops.backend_calls.accepted is 'Proposals that became mentions; null until the article is extracted.';
comment on column ops.backend_calls.merged is 'Proposals that the engine knew, or took as aliases.';
comment on column ops.backend_calls.rejected is 'Proposals turned down; `reasons` counts the fate of all.';
comment on column ops.backend_calls.tokens is
'Tokens as the service counts them, else as estimated.';
create index on ops.backend_calls (load_id, backend);
create index on ops.backend_calls (backend, outcome);

create table raw.proposals (
    article_key text not null references raw.articles,
    load_id text not null references ops.loads,
    backend text not null,
    proposed_by text not null,
    kind text not null check (kind in ('organization', 'person', 'initiative')),
    surface text not null,
    primary key (article_key, load_id, backend, kind, surface)
);
comment on table raw.proposals is
'One row per name that a backend proposed for an article, as received; extracting again uses it and asks nobody.';

alter table ops.article_outcomes add column backend text;
comment on column ops.article_outcomes.backend is
'The backend whose proposals the engine was given, part of what the rows were made from; null for none.';
