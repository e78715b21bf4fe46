{# The columns together are a key: no row lacks one of them, no two rows share all of them. #}
{% test unique_key(model, columns) %}

select
    {{ columns | join(', ') }},
    count(*) as times
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1 or num_nulls({{ columns | join(', ') }}) > 0

{% endtest %}
