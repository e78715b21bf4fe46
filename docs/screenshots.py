"""Takes the pictures of docs/report.md, from real runs on samples/ in a real browser: `make screenshots`."""

import os
import shutil
import tempfile
from pathlib import Path

from tests.report.chromium import Browser, browsing
from zhizao.operation.inprocess import run_road
from zhizao.report.site import write_report
from zhizao.settings import CHECKOUT, get_settings
from zhizao.warehouse.embedded import EmbeddedServer

PICTURES = CHECKOUT / "docs" / "report"
LOADS = (
    ("plain_announcement.txt", "government_site.html", "government_site_copy.html", "newspaper_page.txt"),
    ("finance_post.md", "followup_targets.txt", "feed_item.md", "trade_press_gbk.html"),
    ("portal_news.txt", "portal_interview.txt", "report_other_figure.md", "traditional_script.txt"),
)
BAD = {
    "empty.txt": b"",
    "photo.jpg": b"\xff\xd8\xff\xe0" + bytes(range(256)) * 16,
    "noise.txt": bytes(range(1, 255)) * 9,
}
OVERVIEW, QUARANTINE = "index.html", "loads/load-000003/quarantine.html"


def main() -> None:
    """Publish three loads in a warehouse of its own, write the report and take its pictures."""
    with tempfile.TemporaryDirectory(prefix="zhizao-pictures-") as home:
        Path(home).chmod(0o711)  # the embedded server's own user must pass, when root draws
        os.environ["ZHIZAO_HOME"] = home
        try:
            publish(Path(home))
            folder = write_report().page.parents[2]
            with browsing(folder, "--hide-scrollbars") as browser:
                take(browser, article_of(browser, "长川新区"))
        finally:
            EmbeddedServer(get_settings().home).stop()


def publish(home: Path) -> None:
    """Three loads, the last with documents that hold no article, and one that is known already."""
    for number, names in enumerate(LOADS, 1):
        inbox = home / f"articles-{number}"
        inbox.mkdir()
        for name in names:
            shutil.copy(CHECKOUT / "samples" / name, inbox)
    shutil.copy(CHECKOUT / "samples" / LOADS[0][0], inbox / "again.txt")
    for name, content in BAD.items():
        (inbox / name).write_bytes(content)
    for number in range(1, len(LOADS) + 1):
        run_road(home / f"articles-{number}")


def article_of(browser: Browser, title: str) -> str:
    """The page of the article whose title begins so."""
    browser.open("articles.html", until="#list td")
    link = next(each for each in browser.all("#list a") if each.text.startswith(title))
    return str(link.get_attribute("href")).rpartition("/")[2]


def take(browser: Browser, article: str) -> None:
    """One picture after another."""
    PICTURES.mkdir(exist_ok=True)
    for name, page, width, height, scheme in (
        ("overview", OVERVIEW, 1200, 1500, "light"),
        ("quarantine", QUARANTINE, 1200, 640, "light"),
        ("article", article, 1280, 900, "light"),
        ("dark", article, 1280, 900, "dark"),
        ("phone", article, 390, 844, "light"),
    ):
        browser.width(width, height)
        browser.scheme(scheme)
        browser.open(page, until=".mark" if page == article else "h1")
        if page == article and width > 500:  # noqa: PLR2004 - a phone
            browser.ask("document.querySelectorAll('.mark.m0')[arguments[0]].focus()", 1 if scheme == "light" else 6)
        if name == "overview":
            browser.width(width, browser.ask("return document.documentElement.scrollHeight"))
        browser.picture(PICTURES / f"{name}.png")


if __name__ == "__main__":
    main()
