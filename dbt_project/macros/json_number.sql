{# The number a field of a JSON object holds; null when it holds none. #}
{% macro json_number(column, field) -%}
    case
        when jsonb_typeof({{ column }} -> '{{ field }}') = 'number'
            then cast({{ column }} ->> '{{ field }}' as numeric)
    end
{%- endmacro %}
