"""Pages composed into articles: boxes, teasers and lists inside and below the text."""

import pytest

from tests.reading.portals import HEADLINES, SENTENCES, TITLE, body
from zhizao.reading.article import Article
from zhizao.reading.reader import read_document
from zhizao.sources.document import Document


def read(page: str, name: str = "a.html", **metadata: str) -> Article:
    reading = read_document(Document(name, page.encode(), metadata=metadata))
    assert reading.quarantine is None
    return reading.articles[0]


def dump(*lines: str) -> str:
    return "\n".join(lines)


TEASERS = "".join(
    f"<dl><dt><a href='/{n}'>{line}</a></dt><dd>{line}，记者昨天从有关部门了解到，这一数字比上年增加了{n}万元。</dd><dd>2019-09-30 07:4{n}</dd></dl>"
    for n, line in enumerate(("云岭出口增长三成", "海门新港开工建设", "南湖大桥昨日合龙", "北山隧道提前贯通"))
)


@pytest.mark.parametrize("name", ["tuijian_con", "wntj", "c-12"])
def test_teasers_of_other_articles_are_left_out(name: str) -> None:
    page = f"""<html><head><title>{TITLE}_江州时报网</title></head><body><div class="content"><div class="box"><h2>{TITLE}</h2>
<div class="info">2019-09-26 12:11<span>来源：江州时报网</span><span>作者：周启明</span></div><div class="txt">{body()}</div>
<div class="{name}"><h2>为你推荐</h2>{TEASERS}</div></div></div></body></html>"""
    article = read(page)
    assert article.body == "\n".join(SENTENCES)
    assert (article.authors, article.original_source, str(article.published_on)) == (
        ("周启明",),
        "江州时报网",
        "2019-09-26",
    )


def test_a_box_inside_the_text_does_not_end_it() -> None:
    first, second, *rest = SENTENCES
    page = (
        f"<html><body><h1>{TITLE}</h1><div><p>{first}</p><p>{second}</p><p>推荐阅读</p><ul>{HEADLINES}</ul>"
        + "".join(f"<p>{t}</p>" for t in rest)
        + "</div></body></html>"
    )
    assert read(page).body == "\n".join(SENTENCES)


def test_headlines_below_furniture_are_left_out_without_a_marker() -> None:
    page = dump(
        TITLE,
        "2021-08-17 来源：江州网",
        *SENTENCES,
        "打印 关闭",
        "云岭上半年出口增长37.2% 总量创新高",
        "海门新港开工建设 总投资20亿元",
    )
    assert read(page, "a.txt").body == "\n".join(SENTENCES)


def test_a_closing_list_is_text() -> None:
    page = dump(
        TITLE,
        "2021-08-17 来源：江州网",
        *SENTENCES,
        "入选企业名单如下：",
        "江州恒远机床有限公司",
        "江州三江电子有限公司",
    )
    assert read(page, "a.txt").body.endswith("入选企业名单如下：\n江州恒远机床有限公司\n江州三江电子有限公司")


def test_a_document_s_signature_and_attachments_stay() -> None:
    page = dump(
        "江州市人民政府",
        TITLE,
        "发布时间：2021-06-18",
        "各县（区）人民政府：",
        *SENTENCES,
        "附件：1.江州市智能工厂名单",
        "江州市人民政府",
        "2021年6月15日",
    )
    article = read(page, "a.txt")
    assert "附件：1.江州市智能工厂名单" in article.body
    assert (str(article.published_on), article.publisher) == ("2021-06-18", "江州市人民政府")


def test_rows_of_a_table_stay_together() -> None:
    rows = "".join(
        f"<tr><td>{a}</td><td>{b}</td><td>{c}</td></tr>"
        for a, b, c in (("县区", "产值（亿元）", "增速"), ("东城区", "36.5", "12.1%"))
    )
    lines = read(f"<html><body><h1>{TITLE}</h1><div>{body()}<table>{rows}</table></div></body></html>").body.split("\n")
    assert [" ".join(line.split()) for line in lines[-2:]] == ["县区 产值（亿元） 增速", "东城区 36.5 12.1%"]


def test_an_old_page_laid_out_by_a_table() -> None:
    page = f"""<html><body><table><tr><td width=200><a href=1>首页</a><br><a href=2>新闻</a><br><a href=3>供求</a></td><td><font size=5>{TITLE}</font><br>
2001-08-17 来源：江州网<br><br>　　{"<br><br>　　".join(SENTENCES)}<br>责任编辑：陆然</td></tr></table></body></html>"""
    article = read(page)
    assert article.body == "\n".join(SENTENCES)
    assert (article.title, str(article.published_on)) == (TITLE, "2001-08-17")


def test_an_interview_keeps_its_questions() -> None:
    talk = [
        "记者：江州为什么选择智能装备作为主导产业，有哪些优势？",
        "卢明哲：江州有完整的零部件配套，一百公里内能找到九成的供应商。",
    ]
    article = read(dump(TITLE, "2021-08-17 来源：江州网 记者：周启明", *SENTENCES, *talk), "a.txt")
    assert article.body.endswith("\n".join(talk))
    assert article.authors == ("周启明",)


def test_sources_of_charts_are_not_the_article_s() -> None:
    lines = [*SENTENCES, *SENTENCES[:2], "数据来源：江州市统计局", *SENTENCES[2:], *SENTENCES]
    assert read(dump(TITLE, "2021-08-17 来源：江州网", *lines), "a.txt").original_source == "江州网"


def test_an_account_that_announces_is_the_source() -> None:
    article = read(f"江州机床今日官微消息，{SENTENCES[0]}", "a.txt", title=TITLE)
    assert article.original_source == "江州机床官微"
    assert article.body.startswith("江州机床今日官微消息，")


def test_crawl_dates_around_other_headlines_are_not_the_article_s() -> None:
    page = dump(
        "江州首页 > 江州号 > 正文",
        TITLE,
        "0",
        "分享至",
        *SENTENCES,
        "相关推荐",
        "云岭上半年出口增长37.2%",
        "2026-01-19 15:54:53",
        "江河财经",
        "2026-01-18 22:32:26",
    )
    article = read(page, "a.txt")
    assert (article.published_on, article.publisher) == (None, "江州号")


def test_the_headline_stands_where_the_markup_says() -> None:
    page = f"<html><head><title>江州网</title></head><body><h1>江州网</h1><div class='t'>{TITLE}</div><div>2021-08-17</div>{body()}</body></html>"
    assert read(page).title == TITLE


def test_a_page_of_headlines_is_refused() -> None:
    reading = read_document(Document("index.html", f"<html><body><ul>{HEADLINES * 6}</ul></body></html>".encode()))
    assert reading.quarantine is not None
    assert reading.quarantine.code == "no_article"


def test_the_page_s_own_address_above_the_text_dates_it() -> None:
    article = read(dump("https://difang.gmw.cn/ah/2021-09/03/content_1.htm", "朋友圈", *SENTENCES), "a.txt")
    assert (str(article.published_on), article.publisher) == ("2021-09-03", "光明网")


def test_the_host_before_the_date_tells_the_publisher() -> None:
    article = read(dump(TITLE, "np.fjsen.com 2019-11-09 12:25:00 来源：江州日报", *SENTENCES), "a.txt")
    assert (str(article.published_on), article.publisher) == ("2019-11-09", "东南网")
    assert article.original_source == "江州日报"


def test_a_summary_above_the_credits_is_not_the_text() -> None:
    page = dump(TITLE, SENTENCES[0], TITLE, "来源：江州网", "2019-05-28 10:59", "分享到微信", *SENTENCES)
    article = read(page, "a.txt")
    assert article.title == TITLE
    assert str(article.published_on) == "2019-05-28"
    assert article.body.count(SENTENCES[0]) == 1


def test_a_medium_beside_the_date_whose_reporters_sign_has_put_it_out() -> None:
    article = read(dump(TITLE, "江州新闻 2020-03-26 17:03", "江州新闻记者 周启明", *SENTENCES), "a.txt")
    assert (article.publisher, article.authors) == ("江州新闻", ("周启明",))
    assert article.original_source is None


def test_the_notice_on_own_works_tells_the_publisher() -> None:
    notice = "版权声明：凡注明“来源：江州网”的所有作品，版权归江州文化传播有限公司。"
    article = read(dump(TITLE, "2022-10-25 来源：云岭网", *SENTENCES, notice), "a.txt")
    assert (article.publisher, article.original_source) == ("江州网", "云岭网")
