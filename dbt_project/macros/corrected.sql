{# A column of a mention after what people made of it: the corrected value, which may be null, or what was found. #}
{% macro corrected(column, type='text', field=none) -%}
    case
        when corrections.changes -> '{{ field or column }}' is null then mentions.{{ column }}
        else {% if type == 'text' %}corrections.changes ->> '{{ field or column }}'
        {%- else %}cast(corrections.changes ->> '{{ field or column }}' as {{ type }}){% endif %}
    end
{%- endmacro %}

{# The rule that made a mention, with the lines of the ledger that changed it. #}
{% macro corrected_rule() -%}
    concat_ws('+', mentions.rule, corrections.rule)
{%- endmacro %}

{# Why a changed mention is as sure as a person is. #}
{% macro corrected_confidence() -%}
    case when corrections.changes <> '{}' then 1 else mentions.confidence end
{%- endmacro %}

{# The key of a mention that a person added. #}
{% macro added_key(column) -%}
    'correction-' || {{ column }}
{%- endmacro %}

{# The mentions people added of one kind: grounded in words that still stand there. #}
{% macro added(kind) -%}
    select *
    from {{ ref('int_corrections_placed') }}
    where action = 'add' and kind = '{{ kind }}' and quote_stands
{%- endmacro %}
