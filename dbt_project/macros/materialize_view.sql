{#
    A view is replaced where it stands. dbt's own way makes another one and drops the old with all that depends on it:
    views of the published marts that look through staging would be gone until the next publication.
#}
{% materialization view, adapter='postgres' -%}
    {%- set target_relation = this.incorporate(type='view') -%}
    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% call statement('main') -%}
        create or replace view {{ target_relation }}
        {%- if config.get('contract').enforced %} {{ get_assert_columns_equivalent(sql) }} {%- endif %}
        as ({{ sql }})
    {%- endcall %}
    {% do persist_docs(target_relation, model) %}
    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {{ adapter.commit() }}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target_relation]}) }}
{%- endmaterialization %}
