"""Newspaper pages: columns unwrapped, stories told apart, displaced headlines given back."""

from zhizao.reading.article import Article
from zhizao.reading.reader import read_document
from zhizao.reading.wrapped import is_wrapped, unwrap, width_of
from zhizao.sources.document import Document

FACTORY = (
    "“机器人上岗之后，一条线上的工人从四十个减到八个。”9月14日，江州恒远机床有限公司车间主任卢明哲指着大屏说，去年企业投入3200万元改造了两条产线，产品不良率下降了四成。",
    "恒远机床主要生产五轴加工中心，产品供给航空和汽车企业。改造前，毛坯进厂后要在五个车间之间来回搬运，光是等待就要三天，客户催单的电话从早响到晚。",
    "如今，订单一进系统，刀具、夹具和程序就自动备好。卢明哲算了一笔账：每年省下的电费和人工费加起来有560万元，两年半就能收回投入。",
)
PARK = (
    "江州临港产业园三期9月14日开园，首批签约的23个项目总投资87亿元，涉及传感器、工业软件和新型显示三个领域，全部投产后年产值可达150亿元。",
    "园区负责人介绍，三期占地1200亩，标准厂房已建成46万平方米，入驻企业可以“拎包投产”。目前园区与六所高校共建了联合实验室，为企业输送工程师。",
)
CAPTION = "9月13日，在江州临港产业园的一家显示面板企业，技术人员正在调试新到的曝光设备。（摄于9月13日） 记者 温若兰 摄/江州图片社"
SPEECH = (
    "（上接1版）要把工业软件摆在更加突出的位置，用三年时间培育五十家骨干企业，打通研发、验证和应用的堵点，让更多企业敢用、会用、愿意用国产软件。",
    "要办好工业博览会，吸引全球企业来江州展示新技术、新产品，把展会变成订单，把客商变成合伙人。",
)
MILL = "改造两条产线 恒远机床一年省下560万元"
PARK_HEAD = ("临港产业园三期开园", "首批签约23个项目总投资87亿元")


def wrap(paragraphs: tuple[str, ...], width: int, lead: str = "") -> str:
    """Paragraphs cut at a column of so many Chinese signs; the first line of each lacks the two signs of its indent."""
    lines = []
    for number, paragraph in enumerate(paragraphs):
        line, room = "", 2 * width - 4
        for sign in (lead if number == 0 else "") + paragraph:
            if width_of(line + sign) > room:
                lines.append(line)
                line, room = "", 2 * width
            line += sign
        lines += [line, ""]
    return "\n".join(lines)


def read(text: str) -> tuple[Article, ...]:
    reading = read_document(Document("page.txt", text.encode()))
    assert reading.quarantine is None
    return reading.articles


def test_headlines_above_their_stories() -> None:
    text = "\n".join(
        [
            MILL,
            "",
            wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）"),
            "\n".join(PARK_HEAD),
            "",
            wrap(PARK, 24, "本报讯（记者 温若兰 通讯员 何川）"),
        ]
    )
    mill, park = read(text)
    assert (mill.title, mill.authors) == (MILL, ("夏雨桐",))
    assert (park.title, park.authors) == (" ".join(PARK_HEAD), ("温若兰", "何川"))
    assert mill.body.split("\n") == list(FACTORY)
    assert park.body.split("\n") == list(PARK)


def test_headlines_below_their_stories() -> None:
    text = "\n".join(
        [
            wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）"),
            MILL,
            "",
            wrap(PARK, 24, "本报讯（记者 温若兰）"),
            PARK_HEAD[0],
            "",
            PARK_HEAD[1],
        ]
    )
    mill, park = read(text)
    assert (mill.title, park.title) == (MILL, " ".join(PARK_HEAD))
    assert mill.body.split("\n") == list(FACTORY)


def test_a_caption_and_a_continuation_are_stories_of_their_own() -> None:
    text = "\n".join([wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）"), MILL, f" {CAPTION}", "", wrap(SPEECH, 22)])
    mill, caption, speech = read(text)
    assert mill.title == MILL
    assert (caption.title, caption.authors) == (None, ("温若兰",))
    assert caption.body == CAPTION.split(" 记者", maxsplit=1)[0]
    assert speech.title is None
    assert speech.body.split("\n") == [SPEECH[0].removeprefix("（上接1版）"), SPEECH[1]]


def test_a_paragraph_cut_by_a_page_break_is_joined() -> None:
    lines = wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）").split("\n")
    cut = "\n".join([*lines[:3], "", *lines[3:], MILL, "", wrap(PARK, 24, "本报讯（记者 温若兰）")])
    assert read(cut)[0].body.split("\n") == list(FACTORY)


def test_interview_speakers_stay() -> None:
    talk = (
        "江州日报：产业园下一步怎样吸引更多的企业来投资兴业，有哪些具体的打算和安排？",
        "卢明哲：我们准备先建两个公共实验平台，把检测、试制的成本降下来，再用订单去找企业，让它们来了就有活干。",
    )
    text = "\n".join(
        [
            "圆桌会",
            "",
            "主持人：",
            "本报记者 夏雨桐",
            "嘉宾：",
            "江州临港产业园管委会主任 卢明哲",
            "",
            wrap(talk, 20),
            wrap((talk[0], PARK[1]), 20),
            MILL,
            "",
            wrap(FACTORY, 24, "本报讯 （记者 温若兰）"),
        ]
    )
    interview, mill = read(text)
    assert "江州临港产业园管委会主任 卢明哲" in interview.body
    assert (
        list(talk)
        == [line for line in interview.body.split("\n") if line.startswith(("江州日报：产业园", "卢明哲："))][:2]
    )
    assert interview.authors == ("夏雨桐",)
    assert (interview.publisher, mill.publisher) == ("江州日报", "江州日报")


def test_the_day_is_inferred_from_what_the_stories_report() -> None:
    text = "\n".join(
        [
            MILL,
            "",
            wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）"),
            "\n".join(PARK_HEAD),
            "",
            wrap(
                (*PARK, "这是2023年以来江州开园的第四个产业园，也是面积最大的一个，配套的人才公寓同日启用。"),
                24,
                "本报讯（记者 温若兰）",
            ),
        ]
    )
    for story in read(text):
        assert (str(story.published_on), story.published_on_basis) == ("2023-09-14", "inferred")
        assert story.published_on_rule


def test_a_printed_head_of_the_page_dates_all_stories() -> None:
    text = "\n".join(
        [
            "江州日报 2023年9月15日 星期五 责编：何川",
            "",
            MILL,
            "",
            wrap(FACTORY, 20, "本报讯 （记者 夏雨桐）"),
            "\n".join(PARK_HEAD),
            "",
            wrap(PARK, 24, "本报讯（记者 温若兰）"),
        ]
    )
    assert [(str(story.published_on), story.published_on_basis) for story in read(text)] == [
        ("2023-09-15", "stated")
    ] * 2


def test_one_wrapped_story_is_one_article() -> None:
    text = "\n".join([MILL, "2023年9月15日 来源：江州日报 作者：夏雨桐", "", wrap(FACTORY, 34)])
    (story,) = read(text)
    assert (story.title, str(story.published_on), story.original_source, story.authors) == (
        MILL,
        "2023-09-15",
        "江州日报",
        ("夏雨桐",),
    )
    assert story.body.split("\n") == list(FACTORY)


def test_whole_paragraphs_are_not_taken_for_columns() -> None:
    assert not is_wrapped("\n".join(FACTORY + PARK + SPEECH + (CAPTION,)) * 2)
    assert is_wrapped(wrap(FACTORY, 20))


def test_a_headline_cut_in_the_middle_is_joined_and_decks_are_kept_apart() -> None:
    units = unwrap("\n".join([wrap(FACTORY, 24), "改造两条产线之后恒远机床一", "年省下560万元", "", wrap(PARK, 24)]))
    assert "改造两条产线之后恒远机床一年省下560万元" in [unit.text for unit in units if unit.kind == "headline"]
    units = unwrap("\n".join([wrap(FACTORY, 24), *PARK_HEAD, "", wrap(PARK, 24)]))
    assert " ".join(PARK_HEAD) in [unit.text for unit in units if unit.kind == "headline"]


def test_authors_between_headline_and_text_open_a_story() -> None:
    head = ["车间里的“大脑”", "——江州智能工厂见闻", "本报记者 夏雨桐", ""]
    text = "\n".join(
        [
            *head,
            wrap(FACTORY, 22),
            "成本降了",
            "",
            wrap(PARK, 22),
            "东风已经吹来",
            "本报记者 温若兰",
            "",
            wrap(PARK, 22),
        ]
    )
    mill, park = read(text)
    assert (mill.title, mill.authors) == ("车间里的“大脑” ——江州智能工厂见闻", ("夏雨桐",))
    assert mill.body.split("\n") == [*FACTORY, "成本降了", *PARK]
    assert (park.title, park.authors) == ("东风已经吹来", ("温若兰",))


def test_a_dense_page_without_empty_lines() -> None:
    def dense(paragraphs: tuple[str, ...], lead: str = "") -> str:
        lines = wrap(paragraphs, 18, lead).split("\n")
        return "\n".join(
            ("" if above else "　　") + line for above, line in zip(["", *lines], lines, strict=False) if line
        )

    parts = [
        "2023年9月15日 星期五",
        MILL,
        dense(FACTORY, "本报讯（记者 夏雨桐）"),
        *PARK_HEAD,
        dense(PARK, "本报江州9月14日电（记者 温若兰）"),
    ]
    mill, park = read("\n".join(parts))
    assert (mill.title, park.title) == (MILL, " ".join(PARK_HEAD))
    assert mill.body.split("\n") == list(FACTORY)
    assert park.body.split("\n") == list(PARK)
    assert str(park.published_on) == "2023-09-15"


def test_the_title_of_a_chart_is_left_out_and_recorded() -> None:
    text = "\n".join(
        [
            wrap(FACTORY, 20, "本报讯（记者 夏雨桐）"),
            MILL,
            " 2022年全国机器人装机量",
            "",
            wrap(PARK, 24, "本报讯（记者 温若兰）"),
            *PARK_HEAD,
        ]
    )
    reading = read_document(Document("page.txt", text.encode()))
    assert [story.title for story in reading.articles] == [MILL, " ".join(PARK_HEAD)]
    assert any("2022年全国机器人装机量" in change for change in reading.changes)
