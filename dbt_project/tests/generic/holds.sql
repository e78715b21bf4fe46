{# Every row satisfies the expression; a row for which it is null passes, as in a check constraint. #}
{% test holds(model, expression) %}

select *
from {{ model }}
where not ({{ expression }})

{% endtest %}
