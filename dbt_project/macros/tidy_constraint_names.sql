{#
    dbt builds a table under a passing name, from which PostgreSQL makes the names of its constraints.
    This gives them the names they would have from the table's last name.
#}
{% macro tidy_constraint_names() -%}
do $body$
declare
    untidy text;
begin
    for untidy in
        select conname from pg_constraint where conrelid = '{{ this }}'::regclass and conname like '%\_\_dbt\_tmp%'
    loop
        execute format('alter table {{ this }} rename constraint %I to %I', untidy, replace(untidy, '__dbt_tmp', ''));
    end loop;
end
$body$
{%- endmacro %}
