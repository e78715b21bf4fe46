{# A foreign key to the same table: a contract cannot state it, since a model that refers to itself is a cycle to dbt. #}
{% macro references_itself(column, to) -%}
    alter table {{ this }} add foreign key ({{ column }}) references {{ this }} ({{ to }})
{%- endmacro %}
