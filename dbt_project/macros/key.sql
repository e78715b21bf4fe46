{# A surrogate key: the md5 of the kind of thing and of the columns that make it one, nulls told from empty strings. #}
{% macro key(kind, columns) -%}
    md5(concat_ws(chr(31), '{{ kind }}', coalesce({{ columns | join(', chr(30)), coalesce(') }}, chr(30))))
{%- endmacro %}
