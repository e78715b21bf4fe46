with

matched as (
    select * from {{ ref('int_corrections_matched') }}
),

-- Of two corrections of one field the later holds: jsonb keeps the last of equal keys.
changes as (
    select
        matched.article_key,
        matched.load_id,
        matched.mention_key,
        jsonb_object_agg(fields.field_name, fields.new_value order by matched.correction_no) as changes
    from matched
    cross join lateral jsonb_each(matched.fields) as fields (field_name, new_value)
    where matched.action = 'change'
    group by matched.article_key, matched.load_id, matched.mention_key
),

lines as (
    select
        article_key,
        load_id,
        mention_key,
        bool_or(action = 'reject') as is_rejected,
        string_agg('correction:' || correction_no, '+' order by correction_no) as rule
    from matched
    group by article_key, load_id, mention_key
),

int_mentions_changed as (
    select
        lines.article_key,
        lines.load_id,
        lines.mention_key,
        lines.is_rejected,
        lines.rule,
        coalesce(changes.changes, '{}') as changes
    from lines
    left join changes
        on
            lines.article_key = changes.article_key
            and lines.load_id = changes.load_id
            and lines.mention_key = changes.mention_key
)

select * from int_mentions_changed
