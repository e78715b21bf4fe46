{# Whether the screening found nothing wrong with a mention; `mentions` is the alias of what comes from that table. #}
{% macro not_quarantined(mentions, mention_table) -%}
    not exists (
        select
        from {{ ref('stg_ops__quarantined_mentions') }} as quarantined
        where
            quarantined.article_key = {{ mentions }}.article_key
            and quarantined.load_id = {{ mentions }}.load_id
            and quarantined.mention_table = '{{ mention_table }}'
            and quarantined.mention_key = {{ mentions }}.mention_key
    )
{%- endmacro %}
