{# Every quote is exactly what the body of its article says between the two offsets. #}
{% test grounded(model, articles) %}

with

facts as (
    select * from {{ model }}
)

select
    facts.article_key,
    facts.char_start,
    facts.char_end,
    facts.quote
from facts
left join {{ articles }} as articles on facts.article_key = articles.article_key
where
    substr(articles.body, facts.char_start + 1, facts.char_end - facts.char_start)
    is distinct from facts.quote

{% endtest %}
