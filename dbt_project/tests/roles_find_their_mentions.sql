{# A role names its participant and its initiative as their own mentions do; one that does not is left out or untied. #}
{{ config(severity='warn') }}

select
    article_key,
    mention_key,
    participant_name,
    initiative_name,
    participant_key is null as participant_is_unknown
from {{ ref('int_roles_resolved') }}
where participant_key is null or initiative_key is null
