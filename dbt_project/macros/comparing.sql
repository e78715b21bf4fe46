{#
    The indicator without the words that say how its value came about: 培育智能工厂数, 累计培育智能工厂数 and 智能工厂数 count the
    same factories. Words that make it another quantity stay: 新增企业数 is not 企业数, 完成率 is not 率.
#}
{% macro comparable_indicator(column) -%}
    regexp_replace(
        regexp_replace(
            {{ normalised_name(column) }},
            '^(?:累计|总共|共|已|全市|全省|全区|全县)*(?:培育|建成|建设|建立|打造|形成|拥有|达到|实现|完成|创建|认定)?(?:了)?(?=..)',
            ''
        ),
        '(?<=..)(?:总数|个数|数量|数)$',
        ''
    )
{%- endmacro %}

{# Whether a level is what came on top (再接入3万台, 新增40家) rather than all there is. #}
{% macro is_addition(quote, measure) -%}
    {{ measure }} = 'level' and {{ quote }} ~ '再(?![生造次就制])|新增|净增|增加(?!值)|新(?:建|培育|引进|认定|设|签)'
{%- endmacro %}

{# Whether a value says how things stand at a point in time, so that the last month of a year speaks for the year. #}
{% macro is_standing(sentence, measure) -%}
    ({{ measure }} = 'share' or ({{ measure }} = 'level' and {{ sentence }} ~ '截至|截止|累计|已|现有|共有'))
{%- endmacro %}

{# Whether less is better: a level or share of such an indicator is aimed at from above, what is saved of it is not. #}
{% macro less_is_better(indicator) -%}
    (
        {{ indicator }} ~ '能耗|煤耗|水耗|电耗|排放|失业率|成本|不良率|故障率|死亡|事故|浓度|负债|库存|周期|耗时|时长'
        and {{ indicator }} !~ '节约|节省|降低|减少|下降|压减|压缩|缩短'
    )
{%- endmacro %}

{#
    How far the true value may lie from one that is written with this many digits: half of its last digit that is not
    zero (9200万 may stand for 9150万 to 9250万), but no more than 2.5 % of it (20家 are not 23家).
#}
{% macro rounding(column) -%}
    least(
        abs({{ column }}) * 0.025,
        0.5 * case
            when {{ column }} = trunc({{ column }})
                then power(
                    10::numeric, length(trunc({{ column }})::text) - length(rtrim(trunc({{ column }})::text, '0'))
                )
            else power(10::numeric, -scale(trim_scale({{ column }})))
        end
    )
{%- endmacro %}
