-- What people corrected: one line after another, never changed. A line is taken back by a later line that undoes it.
create table ops.corrections (
    correction_no integer generated always as identity primary key,
    action text not null check (
        action in ('change', 'reject', 'add', 'merge', 'separate', 'rename', 'retype', 'undo')
    ),
    kind text check (kind in ('metric', 'initiative', 'participant', 'role', 'organization', 'person', 'indicator')),
    content_sha256 text,
    story_no integer,
    char_start integer,
    char_end integer,
    quote text,
    about text,
    fields jsonb not null default '{}',
    entity_key text,
    entity_name text,
    other_key text,
    other_name text,
    undoes integer references ops.corrections,
    reason text not null check (btrim(reason) <> ''),
    made_by text not null check (btrim(made_by) <> ''),
    made_at timestamptz not null default now(),
    constraint facts_have_an_anchor check (
        action not in ('change', 'reject', 'add')
        or num_nulls(content_sha256, story_no, char_start, char_end, quote, kind) = 0
    ),
    constraint entities_have_a_key check (
        action not in ('merge', 'separate', 'rename', 'retype') or num_nulls(entity_key, entity_name, kind) = 0
    ),
    constraint pairs_have_two_keys check (
        (action in ('merge', 'separate')) = (other_key is not null and other_name is not null)
    ),
    constraint an_undoing_names_a_line check ((action = 'undo') = (undoes is not null))
);
comment on table ops.corrections is
'One row per correction a person made, in the order they were made; append-only. Facts are named by content and place,
entities by key, so that a correction survives every re-extraction.';
comment on column ops.corrections.correction_no is '1, 2, 3, …: a later line wins over an earlier one.';
comment on column ops.corrections.action is
'change, reject or add a fact; merge or separate two entities; rename or retype one; undo an earlier line.';
comment on column ops.corrections.kind is 'The kind of fact, or of entity; null for undo.';
comment on column ops.corrections.content_sha256 is 'The document, by the hash of its bytes.';
comment on column ops.corrections.story_no is 'The story within the document.';
comment on column ops.corrections.char_start is 'Where the fact begins in the body of the story.';
comment on column ops.corrections.char_end is 'Where it ends, exclusive.';
comment on column ops.corrections.quote is 'What stood there when the correction was made.';
comment on column ops.corrections.about is
'Which of several facts at one place: the subject of a metric, the name of an initiative or participant.';
comment on column ops.corrections.fields is 'The corrected fields with their values; for add all fields of the fact.';
comment on column ops.corrections.entity_key is 'The entity, by any key it ever had.';
comment on column ops.corrections.entity_name is 'Its name when the correction was made.';
comment on column ops.corrections.other_key is 'The second entity of a merge or a separation.';
comment on column ops.corrections.other_name is 'Its name when the correction was made.';
comment on column ops.corrections.undoes is 'The line that is taken back.';
comment on column ops.corrections.reason is 'Why, in the words of the person.';
comment on column ops.corrections.made_by is 'Who.';
comment on column ops.corrections.made_at is 'When.';
create index on ops.corrections (content_sha256, story_no);

create function ops.refuse_to_rewrite() returns trigger language plpgsql as $$
begin
    raise exception 'ops.corrections only grows: take a line back with a later one (zhizao correct undo)';
end
$$;
create trigger append_only before update or delete or truncate on ops.corrections
for each statement execute function ops.refuse_to_rewrite();

create view ops.corrections_in_force as
select correction_no
from ops.corrections as corrections
where
    action <> 'undo'
    and not exists (
        select 1 from ops.corrections as undoing
        where undoing.undoes = corrections.correction_no
    );
comment on view ops.corrections_in_force is 'One row per correction that no later line has taken back.';
