"""Credits: rows of fields, bylines, closing brackets and photographers; text that only looks like them stays text."""

import pytest

from zhizao.reading.bylines import is_byline, is_name_list, looks_like_medium, people, source_name
from zhizao.reading.credits import closing_credits, read_row
from zhizao.reading.names import is_person, persons
from zhizao.reading.traced import whole


@pytest.mark.parametrize(
    ("line", "day", "source", "authors"),
    [
        ("2021年10月12日08:26 | 来源：江州网", "2021-10-12", "江州网", ()),
        ("发布时间：2011-08-24 发布人：-", "2011-08-24", None, ()),
        ("2011年10月09来源：", "2011-10-09", None, ()),
        ("来源：江州日报 作者：周启明 编辑：陆然 时间：2021/8/17 9:15:22", "2021-08-17", "江州日报", ("周启明",)),
        ("2016-02-02 09:17:01 [来源:三江都市报] [责编:陆然]", "2016-02-02", "三江都市报", ()),
        ("发布时间:2017/11/23 | 来源:广播影视中心 | 点击次数:534", "2017-11-23", "广播影视中心", ()),
        ("2021-08-17 12:11来源：江州时报网 作者：周启明", "2021-08-17", "江州时报网", ("周启明",)),
        ("来 源： 江州日报　作 者：周启明", None, "江州日报", ("周启明",)),
        ("每经记者：周启明 每经编辑：陆然", None, None, ("周启明",)),
        ("作者：网络整理", None, None, ()),
        ("来源：《江州日报》2020年6月29日6版", None, "江州日报", ()),
        ("来源：江州晚报 记者周启明", None, "江州晚报", ("周启明",)),
        ("二〇二一年八月十七日 来源：江州网", "2021-08-17", "江州网", ()),
        ("以下文章来源于江州发布 ，作者：周启明", None, "江州发布", ("周启明",)),
        ("（责编：陆然、何川）", None, None, ()),
        ("责任编辑 陆然 校对 何川", None, None, ()),
        ("文｜周启明 编辑｜陆然", None, None, ("周启明",)),
        ("索引号：JZ0001-2021-0033 发布机构：江州市经信局 生成日期：2021年6月15日", "2021-06-15", None, ()),
        ("阅读 12万+ 评论 33 字号 大 中 小 发布于：2021-08-17", "2021-08-17", None, ()),
    ],
)
def test_a_row_of_credits_is_read(line: str, day: str | None, source: str | None, authors: tuple[str, ...]) -> None:
    row = read_row(line)
    assert row is not None
    found = None if row.day is None else str(row.day.day)
    if "版" not in line:
        assert found == day
    assert (row.credits.source, row.credits.authors) == (source, authors)


def test_what_stands_beside_a_bare_date_is_likely_its_source() -> None:
    row = read_row("2021年08月17日 07:39 江州晚报 周启明")
    assert row is not None
    assert (row.credits.source, row.credits.likely_source, row.credits.authors) == (None, "江州晚报", ("周启明",))


@pytest.mark.parametrize(
    "line",
    [
        "2021年8月17日，江州市科技局公示了拟资助企业名单。",
        "记者：请问下一步怎样支持中小企业？",
        "记者：江州的产业基础怎样，优势在哪里，短板又在哪里？",
        "数据来源：国家统计局",
        "编辑部的故事：一群年轻人改变了一家老厂",
        "时间到了2021年，企业终于扭亏为盈",
        "2021年江州工业增加值突破3000亿元",
        "（2025年10月23日江州市第二十届委员会第四次全体会议通过）",
        "作者认为，工业软件是短板中的短板。",
    ],
)
def test_text_is_no_row(line: str) -> None:
    assert read_row(line) is None


def test_the_time_of_a_crawl_is_no_date() -> None:
    row = read_row("抓取时间：2024-02-29 03:12:45")
    assert row is not None
    assert row.day is None


@pytest.mark.parametrize(
    ("text", "rest", "authors", "source"),
    [
        ("产值增长两成。（周启明、吴晓兰）", "产值增长两成。", ("周启明", "吴晓兰"), None),
        ("产值增长两成。(唐某、何川)", "产值增长两成。", ("唐某", "何川"), None),
        ("产值增长两成。（记者 周启明 通讯员 吴晓兰）", "产值增长两成。", ("周启明", "吴晓兰"), None),
        ("产值增长两成。（江州日报社融媒体记者 周启明 文/图）", "产值增长两成。", ("周启明",), None),
        ("产值增长两成。（江州日报/江海新闻记者 周启明 通讯员 吴晓兰）", "产值增长两成。", ("周启明", "吴晓兰"), None),
        ("产值增长两成。（文章来源：江州证券报）", "产值增长两成。", (), "江州证券报"),
        ("产值增长两成。(综合整理自江州网、三江新闻等)", "产值增长两成。", (), "江州网、三江新闻等"),
        ("产值增长两成。（原载《江州日报》2020年6月29日6版）", "产值增长两成。", (), "江州日报"),
        ("产值增长两成。（完）", "产值增长两成。", (), None),
        ("工人正在调试设备。周启明 摄", "工人正在调试设备。", ("周启明",), None),
        (
            "工人正在调试设备。（摄于6月18日） 记者 周启明 摄/江州图片社",
            "工人正在调试设备。（摄于6月18日）",
            ("周启明",),
            None,
        ),
        ("工人正在调试设备。 周启明摄（江海视觉）", "工人正在调试设备。", ("周启明",), None),
        ("办公大楼。江州联通供图", "办公大楼。", (), None),
        ("薛 益 摄", "", ("薛益",), None),
    ],
)
def test_credits_at_the_end_are_taken_off(text: str, rest: str, authors: tuple[str, ...], source: str | None) -> None:
    traced, found = closing_credits(whole(text))
    assert found is not None
    assert (traced.text, found.authors, found.source) == (rest, authors, source)


@pytest.mark.parametrize(
    "text",
    [
        "产值增长两成（江州市发改委）",
        "企业引入平台（下称“江州平台”）",
        "位列全省第二。（江州县发改局）",
        "他常去江边拍摄",
        "用来支持中小企业（含个体工商户）",
        "这是全市最大的项目（二期）",
        "江海抵抗组织（哈马斯）",
        "双方将与芯片企业（高通）",
    ],
)
def test_other_endings_stay(text: str) -> None:
    traced, found = closing_credits(whole(text))
    assert (traced.text, found) == (text, None)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("江海新闻记者 周启明", ("周启明",)),
        ("本报记者 周启明 吴晓兰", ("周启明", "吴晓兰")),
        ("□本报记者 周启明 通讯员 吴晓兰", ("周启明", "吴晓兰")),
        ("文/周启明 图/吴晓兰", ("周启明", "吴晓兰")),
        ("周启明 文/图", ("周启明",)),
        ("记者 周启明 报道", ("周启明",)),
        ("新华社记者 徐 昱 摄", ("徐昱",)),
        ("界面记者 | 周启明", ("周启明",)),
        ("每经记者 周启明    每经编辑 陆然", ("周启明",)),
        ("21世纪经济报道记者周启明 江州报道", ("周启明",)),
        ("中青报·中青网记者 周启明", ("周启明",)),
    ],
)
def test_a_byline_names_its_people(line: str, names: tuple[str, ...]) -> None:
    assert is_byline(line)
    assert people(line) == names


@pytest.mark.parametrize(
    "line", ["记者看到工人正在忙碌", "记者 在现场看到 机器轰鸣", "江州图书馆新馆开馆", "摄影展开幕", "通讯员培训班结业"]
)
def test_a_sentence_is_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize("name", ["周启明", "薛益", "欧阳明远", "诸葛青", "阿里木·买买提", "Demi Xia", "陳怡君"])
def test_names_are_known(name: str) -> None:
    assert is_person(name)


@pytest.mark.parametrize(
    "word",
    [
        "展示台",
        "江州网",
        "高端",
        "经济",
        "时间",
        "方便",
        "石油",
        "全国",
        "周",
        "智能装备产业",
        "华为",
        "成都",
        "安全局",
    ],
)
def test_words_are_no_names(word: str) -> None:
    assert not is_person(word, alone=True)


def test_lists_of_names() -> None:
    assert persons("周启明、薛 益 和 吴晓兰") == ("周启明", "薛益", "吴晓兰")
    assert persons("周启明 发展局") is None
    assert is_name_list("王峰")
    assert not is_name_list("江州")


@pytest.mark.parametrize(
    "name", ["江州日报", "江州网", "证券时报e公司", "国家发改委", "江海发布", "中国青年报客户端", "某某微信公众号"]
)
def test_media_are_known(name: str) -> None:
    assert looks_like_medium(name)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("来源：江州网-文化频道 原创稿", "江州网-文化频道"),
        ("《江州日报》（2020年6月29日 第6版）", "江州日报"),
        ("本站", None),
        ("https://x.cn", None),
        ("104363", None),
    ],
)
def test_a_source_is_named_without_its_trimmings(value: str, name: str | None) -> None:
    assert source_name(value) == name
