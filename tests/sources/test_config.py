"""`sources.yml`: what it may say, and the sentence for each mistake."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from zhizao.errors import ZhizaoError
from zhizao.settings import CHECKOUT, get_settings
from zhizao.sources.config import KINDS, find_source, load_sources
from zhizao.sources.folder import Folder
from zhizao.sources.source import Source


def written(folder: Path, text: str) -> Path:
    path = folder / "sources.yml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_that_comes_along_has_an_example_of_each_kind_and_only_the_inbox_on() -> None:
    sources = load_sources(CHECKOUT / "sources.yml")
    assert {type(source) for source in sources} == set(KINDS)
    assert [source.name for source in sources if source.enabled] == ["inbox"]


def test_every_example_of_the_documentation_is_right(tmp_path: Path) -> None:
    text = (CHECKOUT / "docs" / "sources.md").read_text(encoding="utf-8")
    examples = [block.partition("```")[0] for block in text.split("```yaml\n")[1:]]
    assert {type(load_sources(written(tmp_path, example))[0]) for example in examples} >= set(KINDS)


def test_every_field_is_in_the_documentation() -> None:
    text = (CHECKOUT / "docs" / "sources.md").read_text(encoding="utf-8")
    fields = {name for kind in KINDS for name in kind.model_fields}
    assert {name for name in fields if f"`{name}`" not in text} == set()


def test_local_paths_count_from_the_file(tmp_path: Path) -> None:
    file = written(tmp_path, "sources: [{name: a, kind: folder, path: in}, {name: b, kind: folder, path: 's3://b/x'}]")
    local, store = load_sources(file)
    assert isinstance(local, Folder)
    assert isinstance(store, Folder)
    assert (local.path, store.path) == (str(tmp_path / "in"), "s3://b/x")


FEED = "name: f, kind: feed, url: 'http://a.example/feed'"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sources: [", "is not YAML in line 1: .*; correct it there"),
        ("", "write `sources:` and below it a list"),
        ("[]", "write `sources:`"),
        ("sources: 5", "write `sources:`"),
        ("source: []", "write `sources:`"),
        ("sources: [5]", "source number 1 needs the field 'kind'|source number 1"),
        ("sources: [{kind: folder}]", "source number 1 lacks the field 'name'; add it"),
        ("sources: [{name: x}]", "source 'x' needs the field 'kind' with one of: folder, archive, feed, pages"),
        ("sources: [{name: x, kind: ftp}]", "source 'x' needs the field 'kind' with one of"),
        ("sources: [{name: x, kind: feed}]", "source 'x' lacks the field 'url'; add it"),
        ("sources: [{name: X y, kind: folder}]", "source 'X y', field 'name'"),
        ("sources: [{name: x, kind: folder, pth: a}]", "source 'x' has the field 'pth', which its kind does not know"),
        ("sources: [{name: x, kind: folder, path: ''}]", "source 'x', field 'path': is empty"),
        ("sources: [{name: x, kind: folder, schedule: soon}]", "source 'x', field 'schedule': 'soon' is no cron"),
        ("sources: [{name: x, kind: folder, schedule: '* * * * * *'}]", "is no cron expression"),
        ("sources: [{name: x, kind: feed, url: 'file:///x'}]", "source 'x', field 'url': 'file:///x' is no address"),
        ("sources: [{name: x, kind: pages}]", "source 'x' names no page, give it `urls` or a `sitemap`"),
        ("sources: [{name: x, kind: archive, path: a, max_ratio: 0}]", "source 'x', field 'max_ratio'"),
        ("sources: [{name: x, kind: archive, path: a, fields: {txt: b}}]", "source 'x' has the field 'fields.txt'"),
        (f"sources: [{{{FEED}, secret_headers: {{A: 'Bearer 1'}}}}]", "A: write the name of an environment variable"),
        (f"sources: [{{{FEED}}}, {{{FEED}}}]", "2 sources are named 'f'; give each a name of its own"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = written(tmp_path, text)
    with pytest.raises(ZhizaoError, match=sentence) as told:
        load_sources(file)
    assert str(told.value).startswith(str(file))
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ZhizaoError, match=r"none\.yml cannot be read .*ZHIZAO_SOURCES"):
        load_sources(tmp_path / "none.yml")


def test_a_source_that_is_not_there_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_SOURCES", str(written(tmp_path, "sources: [{name: a, kind: folder}]")))
    get_settings.cache_clear()
    try:
        with pytest.raises(ZhizaoError, match=r"holds no source named 'b' \(it holds: a\)"):
            find_source("b")
    finally:
        get_settings.cache_clear()


@pytest.mark.parametrize(
    ("schedule", "last", "due"),
    [
        (None, "2026-03-01 11:59", True),
        ("0 * * * *", None, True),
        ("0 * * * *", "2026-03-01 10:59", True),
        ("0 * * * *", "2026-03-01 11:00", True),
        ("0 * * * *", "2026-03-01 12:00", False),
        ("0 3 * * 1", "2026-02-28 12:00", False),
    ],
)
def test_when_a_source_is_due(schedule: str | None, last: str | None, due: bool) -> None:  # noqa: FBT001
    now = datetime(2026, 3, 1, 12, 0, 30, tzinfo=UTC)
    begun = datetime.fromisoformat(last).replace(tzinfo=UTC) if last else None
    assert Source(name="x", schedule=schedule).due(begun, now) is due
