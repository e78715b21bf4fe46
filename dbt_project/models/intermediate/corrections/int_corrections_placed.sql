with

corrections as (
    select * from {{ ref('stg_ops__corrections') }}
),

articles as (
    select * from {{ ref('int_articles_kept') }}
),

stories as (
    select * from {{ ref('stg_raw__articles') }}
),

in_force as (
    select corrections.*
    from corrections
    left join corrections as undoing on corrections.correction_no = undoing.undoes
    where undoing.correction_no is null and corrections.content_sha256 is not null
),

int_corrections_placed as (
    select
        in_force.correction_no,
        in_force.action,
        in_force.kind,
        in_force.char_start,
        in_force.char_end,
        in_force.quote,
        in_force.about,
        in_force.fields,
        articles.article_key,
        articles.extraction_load_id,
        substr(stories.body, in_force.char_start + 1, in_force.char_end - in_force.char_start) = in_force.quote
            as quote_stands
    from in_force
    inner join articles on in_force.content_sha256 = articles.content_sha256
    inner join stories
        on
            articles.article_key = stories.article_key
            and in_force.story_no = stories.story_no
)

select * from int_corrections_placed
