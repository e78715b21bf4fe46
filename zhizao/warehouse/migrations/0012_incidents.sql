-- What went wrong and was told to people, so that it is told once and not at every run that meets it.
create table ops.incidents (
    subject text not null,
    began_at timestamptz not null default now(),
    sentence text not null,
    told_at timestamptz,
    ended_at timestamptz,
    primary key (subject, began_at)
);
create unique index on ops.incidents (subject) where ended_at is null;
comment on table ops.incidents is 'One row per thing that is or was not well while alerts were configured.';
comment on column ops.incidents.subject is 'What is not well: a task, a source, publication as a whole.';
comment on column ops.incidents.sentence is 'What a person was told, as it was put last.';
comment on column ops.incidents.told_at is 'When it was told; null while no channel has taken it.';
comment on column ops.incidents.ended_at is 'When it was well again; null while it is not.';
