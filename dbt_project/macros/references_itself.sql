{# A foreign key to the same table. A contract cannot state it: to dbt a model that refers to itself is a cycle. #}
{% macro references_itself(column, to) -%}
do $body$
begin
    if not exists (
        select from pg_constraint where conrelid = '{{ this }}'::regclass and confrelid = conrelid and contype = 'f'
    ) then
        alter table {{ this }} add foreign key ({{ column }}) references {{ this }} ({{ to }});
    end if;
end
$body$
{%- endmacro %}
