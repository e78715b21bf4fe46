"""Leads of news paragraphs: taken off, with the medium, the programme and the reporters they name."""

import pytest

from zhizao.reading.leads import take_lead
from zhizao.reading.traced import whole

REST = "江州市智能装备产业今年产值增长两成。"


@pytest.mark.parametrize(
    ("lead", "medium", "authors"),
    [
        ("本报讯（记者 周启明）", None, ("周启明",)),
        ("本报讯 （首席记者 周启明 通讯员 吴晓兰）", None, ("周启明", "吴晓兰")),
        ("本报讯(周启明 吴晓兰 文/图)", None, ("周启明", "吴晓兰")),
        ("本报江州9月14日讯 （记者周启明）", None, ("周启明",)),
        ("【江州晚报讯】（首席记者 周启明）", "江州晚报", ("周启明",)),
        ("新华社江州3月12日电（记者 周启明、吴晓兰）", "新华社", ("周启明", "吴晓兰")),
        ("新华社江州3月12日电  ", "新华社", ()),
        ("中新网江州8月17日电 (记者 周启明)", "中新网", ("周启明",)),
        ("人民网江州1月29日电 ", "人民网", ()),
        ("经济日报-中国经济网江州8月1日讯（记者 周启明）", "经济日报-中国经济网", ("周启明",)),
        ("江州日报社/江海新闻3月8日讯 ", "江州日报社/江海新闻", ()),
        ("财联社8月17日电，", "财联社", ()),
        ("证券时报e公司讯，", "证券时报e公司", ()),
        ("上证报中国证券网讯（记者 周启明）", "上证报中国证券网", ("周启明",)),
        ("C114讯 8月17日消息（周启明）", "C114", ("周启明",)),
        ("江河新闻网江州讯：", "江河新闻网", ()),
        ("央广网江州8月17日消息（记者周启明）", "央广网", ("周启明",)),
        ("〔記者陳怡君／江州報導〕", None, ("陳怡君",)),
        ("■本报记者 周启明：", None, ("周启明",)),
        ("财联社（江州，记者 周启明）讯，", "财联社", ("周启明",)),
        ("格隆汇12月8日丨", "格隆汇", ()),
        ("21世纪经济报道记者周启明 江州报道 ", None, ("周启明",)),
    ],
)
def test_a_lead_is_taken_off(lead: str, medium: str | None, authors: tuple[str, ...]) -> None:
    rest, found = take_lead(whole(lead + REST))
    assert rest.text == REST
    assert (found.medium, found.authors) == (medium, authors)


def test_a_programme_is_told_from_the_station() -> None:
    rest, found = take_lead(whole(f"央视网消息（新闻联播）：{REST}"))
    assert (rest.text, found.medium, found.programme) == (REST, "央视网", "新闻联播")
    rest, found = take_lead(whole("央视网消息（新闻联播）"))
    assert (rest.text, found.programme) == ("", "新闻联播")


@pytest.mark.parametrize(
    "text",
    [
        REST,
        "据工信部网站消息，今年一季度工业增加值增长6.5%。",
        "据央视新闻消息，江州新开两条铁路。",
        "记者从市经信局获悉，江州已建成5G基站三千座。",
        "9月14日，江州临港产业园开园。",
        "通讯设备制造业产值增长12%，电子信息产业增长9%。",
        "消息公布后，该公司股价上涨。",
        "江州电力公司讯息平台上线运行。",
        "工信部8月17日消息，全国已建成基站三百万座。",
        "（一）加快建设数字化车间。",
        "（记者注：以下为录音整理）",
        "总台记者 周启明：这里是江州临港产业园的施工现场。",
    ],
)
def test_what_is_text_stays(text: str) -> None:
    rest, found = take_lead(whole(text))
    assert (rest.text, found.text) == (text, "")
