{#
    The rows a test looks at: of a model that continues from what it has only those that were built anew, so that a test
    costs what the load brings. The others were tested when they were built, and their keys are kept by constraints.
#}
{% macro postgres__get_where_subquery(relation) -%}
    {%- set conditions = [config.get('where')] | select | list -%}
    {%- set tested = graph.nodes.get(model.attached_node) if execute -%}
    {%- set continued = tested and tested.config.materialized == 'incremental' -%}
    {%- set strategy = tested.config.incremental_strategy if continued -%}
    {%- if strategy == 'entities_merged' -%}
        {%- do conditions.append(is_affected_entity(thing_of(tested.config, tested.config.unique_key))) -%}
    {%- elif strategy in ('by_article', 'articles_merged') -%}
        {%- do conditions.append(is_affected_article()) -%}
    {%- endif -%}
    {%- if conditions -%}
        {%- do return('(select * from ' ~ relation ~ ' where ' ~ conditions | join(' and ') ~ ') as dbt_subquery') -%}
    {%- endif -%}
    {%- do return(relation) -%}
{%- endmacro %}
