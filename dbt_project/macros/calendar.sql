{# The key of a day in dim_dates, null for a day outside the calendar. #}
{% macro date_key(column) -%}
    case
        when {{ column }} between date '{{ var("calendar_first_day") }}' and date '{{ var("calendar_last_day") }}'
            then {{ column }}
    end
{%- endmacro %}
