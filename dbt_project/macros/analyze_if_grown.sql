{# Statistics for the planner: when there are none yet, and when the table has grown by a fifth since then. #}
{% macro analyze_if_grown() -%}
    {%- if model.config.materialized != 'view' -%}
do $body$
begin
    if (
        select reltuples < 0 or pg_relation_size(oid) > 1.2 * relpages * current_setting('block_size')::bigint
        from pg_class where oid = '{{ this }}'::regclass
    ) then
        analyze {{ this }};
    end if;
end
$body$
    {%- endif -%}
{%- endmacro %}
