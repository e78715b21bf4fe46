-- The latest judgement of a load has one row per check.
alter table ops.check_results
add column failing_count bigint,
add primary key (load_id, suite, expectation);

comment on table ops.check_results is
'One row per load and check: what the gate observed when it last judged the load, and why a check failed.';
comment on column ops.check_results.suite is 'The judged table as readers know it, such as marts.fct_metrics.';
comment on column ops.check_results.severity is
'blocks: a failure stops the load; warns: it travels with the load. What could not be judged always blocks.';
comment on column ops.check_results.reason is 'One sentence for a person; null when the check holds.';
comment on column ops.check_results.bounds is
'What was expected; for bounds learned from earlier loads also how many loads taught them.';
comment on column ops.check_results.failing_count is 'All failing rows, where the check is about rows.';
comment on column ops.check_results.failing_keys is 'The keys of the first 1000 failing rows.';

create index on ops.check_results (suite, expectation);
