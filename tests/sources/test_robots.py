"""robots.txt: which paths are ours to fetch, and how slowly."""

import time

import pytest

from zhizao.sources.network import is_public
from zhizao.sources.robots import parse_robots

AGENT = "zhizao/1.0 (+mailto:desk@example.org)"


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("", "/x", True),
        ("User-agent: *\nDisallow:", "/x", True),
        ("User-agent: *\nDisallow: /", "/x", False),
        ("User-agent: *\nDisallow: /a", "/ab", False),
        ("User-agent: *\nDisallow: /a/", "/ab", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nAllow: /a\nDisallow: /a", "/a", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?a", True),
        ("User-agent: *\nDisallow: /*?", "/x?page=1", False),
        ("User-agent: *\nDisallow: /*/print*/a$", "/1/print-2/a", False),
        ("User-agent: *\nDisallow: /x$", "/xy", True),
        ("User-agent: *\nDisallow: /新闻", "/%E6%96%B0%E9%97%BB/1", False),
        ("User-agent: *\nDisallow: /%e6%96%b0", "/新/1", False),
        ("User-agent: other\nDisallow: /", "/x", True),
        ("User-agent: *\nDisallow: /\nUser-agent: Zhizao\nDisallow: /a", "/b", True),
        ("User-agent: other\nUser-agent: zhizao\nDisallow: /a", "/a", False),
        ("User-agent: zhizao\nDisallow: /a\nUser-agent: *\nAllow: /\nUser-agent: zhizao\nDisallow: /b", "/b", False),
        ("\ufeffuser-agent : *  # all\r\nDISALLOW: /a # this\r\nSitemap: http://x/y", "/a", False),
        ("Disallow: /\nUser-agent: *\nDisallow: /a", "/b", True),
        ("<html><body>404: no such page</body></html>", "/x", True),
    ],
)
def test_what_is_allowed(rules: str, path: str, allowed: bool) -> None:  # noqa: FBT001
    assert parse_robots(rules.encode(), AGENT).allows(f"http://a.example{path}") == allowed


@pytest.mark.parametrize(
    ("rules", "delay"),
    [
        ("User-agent: *\nCrawl-delay: 2.5", 2.5),
        ("User-agent: *\nCrawl-delay: soon", 0.0),
        ("User-agent: *\nAllow: /", 0.0),
    ],
)
def test_the_delay(rules: str, delay: float) -> None:
    assert parse_robots(rules.encode(), AGENT).delay == delay


def test_many_stars_take_no_long_time() -> None:
    robots = parse_robots(f"User-agent: *\nDisallow: /{'*a' * 500}$".encode(), AGENT)
    begin = time.process_time()
    assert robots.allows(f"http://a.example/{'a' * 400}b")
    assert time.process_time() - begin < 5, "not exponential"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("::ffff:8.8.8.8", True),
        ("127.0.0.1", False), ("10.1.2.3", False), ("172.16.0.1", False), ("192.168.1.1", False),
        ("169.254.169.254", False), ("100.64.0.1", False), ("0.0.0.0", False), ("224.0.0.1", False),  # noqa: S104
        ("255.255.255.255", False), ("::1", False), ("fe80::1%eth0", False), ("fd00::1", False), ("ff02::1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::a00:1", False), ("2002:7f00:1::", False),
    ],
)  # fmt: skip
def test_which_addresses_are_public(address: str, public: bool) -> None:  # noqa: FBT001
    assert is_public(address) == public
