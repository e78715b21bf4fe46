{# The marts go to the schema of the target, the candidate; staging and intermediate to schemas of their own. #}
{% macro generate_schema_name(custom_schema_name, node) -%}
    {{ target.schema if custom_schema_name is none else custom_schema_name | trim }}
{%- endmacro %}
