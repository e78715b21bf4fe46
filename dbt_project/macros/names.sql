{# A name without width, case, spaces and quotation marks: two forms that agree in it name the same thing. #}
{% macro normalised_name(column) -%}
    ops.normalised_name({{ column }})
{%- endmacro %}

{# A name without the quotation marks that wrap all of it; marks that wrap a part of it stay. #}
{% macro without_enclosing_quotes(column) -%}
    regexp_replace(
        {{ column }},
        '^(?:“([^“”]*)”|‘([^‘’]*)’|「([^「」]*)」|『([^『』]*)』|"([^"]*)")$',
        '\1\2\3\4\5'
    )
{%- endmacro %}

{# Of the values of one thing, the one it is known by: the most frequent, then the longest, then the smallest. #}
{% macro most_frequent(column, frequency) -%}
    (array_agg(
        {{ column }}
        order by {{ frequency }} desc, char_length({{ column }}) desc, {{ by_code_point(column) }}
    ) filter (where {{ column }} is not null))[1]
{%- endmacro %}
