"""The site in a real browser, opened from its folder: nothing runs that is not ours, everybody can read it."""

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from tests.report.chromium import CHROMIUM, DRIVER, Browser, browsing
from tests.report.conftest import HOSTILE, Made
from zhizao.report.site import write_report

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="no Chromium with its driver is installed")

ARTICLE, HOSTILE_ARTICLE = "article.html?in=0&key=a1", "article.html?in=0&key=a2"
PAGES = (
    "index.html",
    "loads/load-000001/checks.html",
    "loads/load-000001/quarantine.html",
    "quality.html",
    "articles.html",
    "search.html#q=平台&in=all",
    ARTICLE,
    HOSTILE_ARTICLE,
)
READY = {"search.html#q=平台&in=all": ".hit", ARTICLE: ".mark", HOSTILE_ARTICLE: ".mark", "articles.html": "#list td"}


@pytest.fixture(scope="module")
def browser(made: Made) -> Iterator[Browser]:
    write_report("load-000001")
    with browsing(made.folder) as opened:
        yield opened
        opened.listen()
        assert opened.complaints == [], "the console is silent, whatever the tests did"
        assert all(url.startswith((made.folder.as_uri(), "about:")) for url in opened.requests), opened.requests


@pytest.fixture(autouse=True)
def _as_everybody(browser: Browser) -> None:
    browser.width(1280)
    browser.scheme("light")


def faults(browser: Browser, *rules: str) -> list[str]:
    """What axe calls serious or critical, by all its rules or by these."""
    from axe_core_python.selenium import Axe

    options = {"resultTypes": ["violations"]} | ({"runOnly": [*rules]} if rules else {})
    found = Axe().run(browser.driver, options=options)["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found if v["impact"] in ("serious", "critical")]


@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious_in_light_and_dark_and_a_phone_needs_no_sideways_scroll(
    browser: Browser, page: str
) -> None:
    browser.open(page, until=READY.get(page, "h1"))
    assert faults(browser) == []
    browser.scheme("dark")
    assert faults(browser, "color-contrast") == []
    browser.width(360)
    assert browser.ask("return document.documentElement.scrollWidth") == 360


def test_a_hostile_article_is_shown_letter_by_letter_and_runs_nothing(browser: Browser) -> None:
    browser.open(HOSTILE_ARTICLE, until=".mark")
    assert browser.one("#text").get_property("textContent").endswith(HOSTILE)
    assert browser.one("h1").get_property("textContent") == HOSTILE
    browser.open("articles.html", until="#list td")
    browser.open("search.html#q=onerror&in=all", until=".hit")
    assert "onerror" in browser.one(".hit mark").text
    assert browser.ask("return window.pwned") is None
    assert browser.ask("return document.querySelectorAll('main img, main script, main [onload]').length") == 0


def test_a_text_cannot_be_made_markup_by_any_script(browser: Browser) -> None:
    browser.open(ARTICLE, until=".mark")
    refused = "try { document.body.innerHTML = '<p>'; return 'done' } catch (error) { return error.name }"
    assert browser.ask(refused) == "TypeError"
    browser.driver.get_log("browser")  # the refusal itself is told there


def focus(browser: Browser) -> Any:
    return browser.driver.switch_to.active_element


def test_the_text_leads_to_the_facts_and_back_by_keyboard(browser: Browser) -> None:
    browser.open(ARTICLE, until=".mark")
    focus(browser).send_keys(Keys.TAB)
    assert focus(browser).text == "Skip to the content"
    browser.ask("document.querySelector('.mark').focus()")
    assert focus(browser).text == "128家"
    tip = browser.one("#tip")
    assert all(word in tip.text for word in ("智能工厂数", "128 家", "2020", "actual", "0.90", "counted"))
    focus(browser).send_keys(Keys.ESCAPE)
    assert not tip.is_displayed()
    focus(browser).send_keys(Keys.ENTER)
    assert focus(browser).get_attribute("id") == "row-metric-m1"
    focus(browser).send_keys(Keys.TAB)
    focus(browser).send_keys(Keys.ENTER)
    assert focus(browser).text == "128家"


def test_an_address_leads_to_the_place_of_a_fact(browser: Browser) -> None:
    browser.open("article.html?key=a1#participation-p2", until=".mark")
    browser.wait_for(lambda: focus(browser).text == "李望山")


def test_a_pointer_shows_every_fact_of_a_place(browser: Browser) -> None:
    browser.open(ARTICLE, until=".mark")
    both = next(mark for mark in browser.all(".mark") if "m1" in mark.get_attribute("class").split())
    ActionChains(browser.driver).move_to_element(both).perform()
    browser.wait_for(lambda: browser.one("#tip").is_displayed())
    assert "云帆工业互联网平台" in browser.one("#tip").text


def test_kinds_and_confidence_choose_what_is_marked(browser: Browser) -> None:
    browser.open(ARTICLE, until=".mark")
    assert browser.one("#status").text == "6 of 6 facts are marked."
    browser.one("#filters input[value='0']").click()
    assert browser.one("#status").text == "3 of 6 facts are marked."
    assert not browser.all(".mark.m0")
    assert not browser.all("#row-metric-m1")
    browser.one("#filters input[value='0']").click()
    browser.ask(
        "const s = document.getElementById('sure'); s.value = 0.85; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert browser.one("#status").text == "3 of 6 facts are marked."
    assert {mark.text for mark in browser.all(".mark[href]")} >= {"128家"}
    assert browser.one("#text").get_property("textContent").startswith("江北市去年培育智能工厂128家。")


def test_the_switch_goes_through_light_and_dark_and_is_remembered(browser: Browser) -> None:
    paper = "return getComputedStyle(document.body).backgroundColor"
    browser.open("index.html")
    light = browser.ask(paper)
    browser.scheme("dark")
    dark = browser.ask(paper)
    assert dark != light
    browser.one("#theme").click()
    assert browser.ask(paper) == light
    browser.open("quality.html")
    assert browser.ask(paper) == light
    browser.one("#theme").click()
    browser.scheme("light")
    assert browser.ask(paper) == dark
    browser.one("#theme").click()
    assert browser.one("#theme").text == "Theme: auto"


@pytest.mark.parametrize(
    ("scope", "words", "hits"),
    [
        ("all", "平台", 4),
        ("indicator", "工厂", 1),
        ("subject", "江北市", 1),
        ("participant", "江北机电", 1),
        ("initiative", "电池 绿色", 1),
        ("quote", "１２８家", 1),
        ("all", "从未有过的词", 0),
    ],
)
def test_the_search_finds_facts_by_what_they_say(browser: Browser, scope: str, words: str, hits: int) -> None:
    browser.open(f"search.html#q={words}&in={scope}")
    browser.wait_for(lambda: "found." in browser.one("#shown").text)
    assert len(browser.all(".hit")) == hits


def test_a_hit_leads_to_its_place(browser: Browser) -> None:
    browser.open("search.html#q=李望山&in=participant", until=".hit")
    browser.one(".hit a").click()
    browser.wait_for(lambda: browser.all(".mark") and focus(browser).text == "李望山")


def test_checks_are_filtered_as_one_types(browser: Browser) -> None:
    browser.open("loads/load-000001/checks.html", until=".check")
    assert len(browser.all(".check")) == 2
    browser.one("#words").send_keys("grounded")
    assert [each.get_attribute("data-outcome") for each in browser.all(".check")] == ["passed"]
    assert browser.one("#shown").text == "1 of 2 checks."


def test_an_article_that_is_gone_is_said_to_be(browser: Browser) -> None:
    browser.open("article.html?in=0&key=nowhere")
    browser.wait_for(lambda: "no article with the key nowhere" in browser.one("#status").text)
