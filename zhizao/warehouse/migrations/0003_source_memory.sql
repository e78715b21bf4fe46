-- What a source remembers between its visits: validators of pages, entries seen, states of objects, lines read.
-- Written in the transaction of the documents it belongs to, so that it never runs ahead of them.
create table ops.source_memory (
    source_name text not null,
    key text not null,
    value jsonb not null,
    primary key (source_name, key)
);
comment on table ops.source_memory is 'One row per thing a source remembers from its last visits.';

comment on column ops.source_visits.visited_at is 'When the visit began.';
create index on ops.source_visits (source_name, visited_at);
