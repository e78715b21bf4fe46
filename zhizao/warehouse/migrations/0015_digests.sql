alter table ops.candidate add column staging_version text;
comment on column ops.candidate.staging_version is 'The version of the project whose views and seeds stand in staging.';

-- Keeps the digest of a mart up to date while its rows change, so that publishing need not read what did not change.
-- See zhizao/warehouse/digest.py, which gives a table its triggers and says what is summed.
create function ops.keep_digest() returns trigger language plpgsql as $$
declare
    twin text := regexp_replace(tg_table_schema, '^marts', 'intermediate');
    direction integer := case tg_argv[0] when 'added' then 1 else -1 end;
    change record;
begin
    select count(*) as row_count,
        coalesce(sum(('x' || substr(md5(t::text), 1, 15))::bit(60)::bigint), 0) as first_half,
        coalesce(sum(('x' || substr(md5(t::text), 16, 15))::bit(60)::bigint), 0) as second_half
    into change from changed_rows as t;
    execute format(
        'update %I.digests set row_count = row_count + $1 * $2, first_half = first_half + $1 * $3,
            second_half = second_half + $1 * $4 where table_name = $5', twin)
    using direction, change.row_count, change.first_half, change.second_half, tg_table_name;
    return null;
end $$;
comment on function ops.keep_digest() is
'Adds the rows a statement added to the digest of their table, or takes off those it removed.';
