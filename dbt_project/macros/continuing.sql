{#
    A model that continues from what it has. Three strategies say which rows are built anew:

    by_article       rows of affected articles are deleted and appended (many rows for an article)
    articles_merged  one row for an affected article is inserted, updated when it differs, deleted when it is gone
    entities_merged  the same for the things that affected articles name or named

    What is affected stands in two tables of the candidate's twin, see zhizao/warehouse/candidate.py.
#}

{# A condition: the article is one whose rows are built anew. #}
{% macro is_affected_article(column='article_key') -%}
    {{ column }} in (select affected.article_key from {{ source('candidate', 'articles_affected') }} as affected)
{%- endmacro %}

{# A condition: the thing is one that an affected article names, or named before. #}
{% macro is_affected_entity(column) -%}
    {{ column }} in (select affected.entity_key from {{ source('candidate', 'entities_affected') }} as affected)
{%- endmacro %}

{# Only affected articles when the model is continued, all of them when it is built in full. #}
{% macro only_affected_articles(column='article_key') -%}
    {%- set condition = is_affected_article(column) -%}
    {%- if is_incremental() %} where {{ condition }} {%- endif -%}
{%- endmacro %}

{# Only affected things when the model is continued, all of them when it is built in full. #}
{% macro only_affected_entities(column) -%}
    {%- set condition = is_affected_entity(column) -%}
    {%- if is_incremental() %} where {{ condition }} {%- endif -%}
{%- endmacro %}

{# Nothing when the model is continued: it depends on the project alone, and another project builds it in full. #}
{% macro only_when_built_in_full() -%}
    {%- if is_incremental() %} where false {%- endif -%}
{%- endmacro %}

{# A hook: notes the things that rows of affected articles name, before they go and after they have come. #}
{% macro note_affected_entities(column) -%}
    insert into {{ source('candidate', 'entities_affected') }}
    select distinct {{ column }} from {{ this }} where {{ column }} is not null and {{ is_affected_article() }}
    on conflict do nothing
{%- endmacro %}

{# The same before anything is withdrawn: in a full build there is nothing yet. #}
{% macro note_entities_of_old_rows(column) -%}
    {%- if is_incremental() %}{{ note_affected_entities(column) }}{% endif -%}
{%- endmacro %}

{% macro get_incremental_by_article_sql(arguments) -%}
    {%- set columns = arguments.dest_columns | map(attribute='quoted') | join(', ') -%}
    delete from {{ arguments.target_relation }} where {{ is_affected_article() }};
    insert into {{ arguments.target_relation }} ({{ columns }}) select {{ columns }} from {{ arguments.temp_relation }}
{%- endmacro %}

{% macro get_incremental_articles_merged_sql(arguments) -%}
    {{ merged(arguments, is_affected_article(arguments.unique_key)) }}
{%- endmacro %}

{% macro get_incremental_entities_merged_sql(arguments) -%}
    {{ merged(arguments, is_affected_entity(thing_of(config, arguments.unique_key))) }}
{%- endmacro %}

{# The column with the thing a row belongs to: the key of the model, or another one that its configuration names. #}
{% macro thing_of(configuration, unique_key) -%}
    {{ (configuration.get('meta') or {}).get('continues_by', unique_key) }}
{%- endmacro %}

{#
    One statement, so that rows may refer to each other: keys are checked when it has ended. A row that is the same
    is not written again.
#}
{% macro merged(arguments, in_scope) -%}
    {%- set names = arguments.dest_columns | map(attribute='quoted') | list -%}
    {%- set key = adapter.quote(arguments.unique_key) -%}
    with vanished as (
        delete from {{ arguments.target_relation }}
        where {{ in_scope }} and {{ key }} not in (select {{ key }} from {{ arguments.temp_relation }})
    )
    insert into {{ arguments.target_relation }} as present ({{ names | join(', ') }})
    select {{ names | join(', ') }} from {{ arguments.temp_relation }}
    on conflict ({{ key }}) do update set
        {% for name in names -%} {{ name }} = excluded.{{ name }} {{- ', ' if not loop.last }} {% endfor %}
    where (present.{{ names | join(', present.') }}) is distinct from (excluded.{{ names | join(', excluded.') }})
{%- endmacro %}

{# Only affected persons, and those whose employer is affected: what it is called, and whether it has a row. #}
{% macro only_affected_persons() -%}
    {%- set condition = is_affected_entity('person_key') -%}
    {%- if is_incremental() %}
    where
        {{ condition }}
        or person_key in (
            select staff.person_key from mentions as staff where {{ is_affected_entity('staff.employer_key') }}
        )
    {%- endif -%}
{%- endmacro %}
