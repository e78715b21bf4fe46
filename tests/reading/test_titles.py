"""Window titles that are no headlines: those of templates and of firms, the same on every page of a site."""

import pytest

from tests.reading.portals import TITLE, body
from zhizao.reading.article import Article
from zhizao.reading.reader import read_document
from zhizao.reading.title import names_house
from zhizao.sources.document import Document


def article_of(page: str) -> Article:
    return read_document(Document("a.html", page.encode())).articles[0]


@pytest.mark.parametrize(
    "window",
    ["news_detail.html", "detail", "江州云岭机械有限公司", "江州云岭集团", "新闻中心", "云岭机械官网", "新闻详情"],
)
def test_the_headline_is_printed_where_the_window_names_the_house(window: str) -> None:
    page = f"<html><head><title>{window}</title></head><body><div><h4>{TITLE}</h4><p>2021-08-17</p>{body()}</div></body></html>"
    assert article_of(page).title == TITLE


def test_the_firm_of_the_window_puts_the_article_out() -> None:
    page = f"<html><head><title>江州云岭机械有限公司</title></head><body><h4>{TITLE}</h4>{body()}</body></html>"
    assert article_of(page).publisher == "江州云岭机械有限公司"


def test_a_column_above_the_text_is_no_headline() -> None:
    page = f"<html><head><title>云岭机械</title></head><body><p>新闻中心</p><p>公司新闻</p><p>{TITLE}</p>{body()}</body></html>"
    assert article_of(page).title == TITLE


@pytest.mark.parametrize("window", [TITLE, f"{TITLE}_江州网", "云岭集团与江州大学共建实验室", None])
def test_a_headline_in_the_window_stands(window: str | None) -> None:
    assert not names_house(window)


def test_a_dated_row_below_the_text_is_credits() -> None:
    page = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body()}<p>发布日期：2021-08-17责任编辑：陆然</p></body></html>"
    article = article_of(page)
    assert str(article.published_on) == "2021-08-17"
    assert "责任编辑" not in article.body
