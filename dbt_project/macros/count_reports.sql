{#
    A hook: in how many independent stories the assertions of affected articles stand, those that were withdrawn among
    them. Facts of other articles that assert the same are counted anew too.
#}
{% macro count_reports() -%}
    {{ note_affected_entities('assertion_key') }};
    with counted as (
        select facts.assertion_key, count(distinct articles.syndication_key) as report_count
        from {{ this }} as facts
        inner join {{ ref('int_articles_syndicated') }} as articles on facts.article_key = articles.article_key
        where {{ is_affected_entity('facts.assertion_key') }}
        group by facts.assertion_key
    )
    update {{ this }} as facts set report_count = counted.report_count
    from counted
    where facts.assertion_key = counted.assertion_key and facts.report_count <> counted.report_count
{%- endmacro %}
