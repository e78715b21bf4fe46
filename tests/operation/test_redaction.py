"""Secrets stay out of what is told, also where a foreign error repeats them."""

import pytest

from zhizao.operation.redaction import first_line, redact


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("no route to postgresql://me:hid/den@host:5432/db", "no route to postgresql://…@host:5432/db"),
        ("connection failed: password=hunter22 host=x", "connection failed: password=… host=x"),
        ("API_KEY: 'abc def' was refused", "API_KEY: … was refused"),
        ("the token economy grew", "the token economy grew"),
        ("see https://example.org/a@b", "see https://example.org/a@b"),
    ],
)
def test_credentials_are_left_out_and_nothing_else(said: str, told: str) -> None:
    assert redact(said) == told


def test_secrets_of_the_environment_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_FEED_TOKEN", "q9w8e7r6")
    monkeypatch.setenv("ZHIZAO_BACKEND_KEY", "zzz-key-zzz")
    assert redact("asked with q9w8e7r6 and zzz-key-zzz") == "asked with … and …"


def test_an_error_is_one_line() -> None:
    assert first_line(ValueError("first.\nsecond")) == "ValueError: first"
    assert first_line(KeyError()) == "KeyError"
