{# Every row satisfies every expression; a row for which one is null passes, as in a check constraint. #}
{% test holds(model, expressions) %}

select *
from {{ model }}
where not ({{ expressions | join(') or not (') }})

{% endtest %}
