with

articles as (
    select * from {{ ref('int_articles_kept') }}
),

participants as (
    select * from {{ ref('int_participants_identified') }}
),

initiatives as (
    select * from {{ ref('int_initiatives_identified') }}
),

metrics as (
    select * from {{ ref('int_metrics_identified') }}
),

named as (
    select
        kind,
        participant_key as entity_key,
        article_key,
        load_id,
        name,
        aliases
    from participants
    union all
    select
        'initiative' as kind,
        initiative_key as entity_key,
        article_key,
        load_id,
        name,
        aliases
    from initiatives
    union all
    select
        'indicator' as kind,
        indicator_key as entity_key,
        article_key,
        load_id,
        indicator as name,
        cast(array[] as text[]) as aliases
    from metrics
),

forms as (
    select
        kind,
        entity_key,
        article_key,
        load_id,
        {{ without_enclosing_quotes('name') }} as form,
        true as is_name
    from named
    union all
    select
        named.kind,
        named.entity_key,
        named.article_key,
        named.load_id,
        {{ without_enclosing_quotes('declared.alias') }} as form,
        false as is_name
    from named
    cross join lateral unnest(named.aliases) as declared (alias)
    where declared.alias <> ''
),

int_forms_collected as (
    select
        forms.kind,
        forms.entity_key,
        forms.article_key,
        forms.form,
        {{ normalised_name('forms.form') }} as normalised_form,
        max(articles.published_on) as published_on,
        max({{ by_code_point('forms.load_id') }}) as load_id,
        bool_or(forms.is_name) as is_name,
        count(*) filter (where forms.is_name) as times_as_name
    from forms
    inner join articles on forms.article_key = articles.article_key
    group by forms.kind, forms.entity_key, forms.article_key, forms.form
)

select * from int_forms_collected
