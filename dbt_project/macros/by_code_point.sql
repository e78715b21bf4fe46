{# Text in the order of its code points, which is the same on every server, whatever its locale. #}
{% macro by_code_point(column) -%}
    {{ column }} collate "C"
{%- endmacro %}
