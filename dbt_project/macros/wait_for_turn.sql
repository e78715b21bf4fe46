{#
    Tables with foreign keys are made one after another: each locks all tables it refers to until it is done,
    and two that lock them in different orders would wait for each other for ever. Rows are appended without such locks.
#}
{% macro wait_for_turn() -%}
    {%- set types = model.columns.values() | map(attribute='constraints') | sum(start=[]) | map(attribute='type') -%}
    {%- if 'foreign_key' in types | list and not is_incremental() -%}
        select pg_advisory_xact_lock(hashtext('{{ this.schema }}'))
    {%- endif -%}
{%- endmacro %}
