{# A foreign key to the same table. A contract cannot state it: to dbt a model that refers to itself is a cycle. #}
{% macro references_itself(column, to) -%}
    alter table {{ this }} add foreign key ({{ column }}) references {{ this }} ({{ to }})
{%- endmacro %}
