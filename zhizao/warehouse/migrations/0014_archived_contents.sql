-- Bytes as received may move to an archive once they are old; what was read from them stays here.
create table raw.archived_contents (
    content_sha256 text primary key,
    place text not null,
    connection text,
    byte_count bigint not null,
    archived_at timestamptz not null default now()
);
comment on table raw.archived_contents is 'One row per content whose bytes are in an archive and no more in raw.blobs.';
comment on column raw.archived_contents.place is 'The file or object that holds the bytes.';
comment on column raw.archived_contents.connection is 'The Airflow connection that opens it; null for none.';
