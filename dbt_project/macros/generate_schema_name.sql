{#
    The marts go to the schema of the target, the candidate; intermediate tables to its twin, which trades places
    together with it; staging to a schema of its own.
#}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {%- if custom_schema_name is none -%} {{ target.schema }}
    {%- elif custom_schema_name == 'intermediate' -%}
        {{ env_var('ZHIZAO_INTERMEDIATE_SCHEMA', 'intermediate_candidate') }}
    {%- else -%} {{ custom_schema_name | trim }}
    {%- endif -%}
{%- endmacro %}
