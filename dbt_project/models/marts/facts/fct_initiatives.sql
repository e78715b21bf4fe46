{{ config(
    indexes=[
        {'columns': ['article_key']},
        {'columns': ['initiative_key']},
        {'columns': ['initiative_type', 'status']},
        {'columns': ['place_key']},
        {'columns': ['assertion_key']},
        {'columns': ['load_id']},
    ],
    post_hook="{{ count_reports() }}"
) }}

with

mentions as (
    select * from {{ ref('int_initiatives_identified') }}
    {{ only_affected_articles() }}
),

forms as (
    select * from {{ ref('int_forms_collected') }}
    {{ only_affected_articles() }}
),

places as (
    select * from {{ ref('int_place_names_collected') }}
),

best_mentions as (
    select distinct on (article_key, initiative_key)
        *,
        {{ normalised_name('place') }} as normalised_place
    from mentions
    order by
        article_key asc,
        initiative_key asc,
        confidence desc,
        char_start asc,
        {{ by_code_point('mention_key') }} asc
),

article_forms as (
    select
        article_key,
        entity_key as initiative_key,
        array_agg(form order by {{ by_code_point('form') }}) as forms
    from forms
    where kind = 'initiative'
    group by article_key, entity_key
),

fct_initiatives as (
    select
        {{ key('initiative mention', ['best_mentions.article_key', 'best_mentions.initiative_key']) }}
            as initiative_mention_key,
        best_mentions.initiative_key,
        best_mentions.article_key,
        best_mentions.name,
        array_remove(
            article_forms.forms, {{ without_enclosing_quotes('best_mentions.name') }}
        ) as aliases,
        best_mentions.initiative_type,
        best_mentions.status,
        best_mentions.status_date,
        best_mentions.place,
        places.place_key,
        {{ key('initiative assertion', ['best_mentions.initiative_key', 'best_mentions.status']) }} as assertion_key,
        1 as report_count,
        best_mentions.quote,
        best_mentions.char_start,
        best_mentions.char_end,
        best_mentions.confidence,
        best_mentions.rule,
        best_mentions.load_id
    from best_mentions
    inner join article_forms
        on
            best_mentions.article_key = article_forms.article_key
            and best_mentions.initiative_key = article_forms.initiative_key
    left join places on best_mentions.normalised_place = places.normalised_name
)

select * from fct_initiatives
