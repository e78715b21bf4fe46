"""The settings of a backend: off by default, told plainly when wrong, and never telling the key."""

import pytest

from zhizao.backends.settings import backend_settings
from zhizao.errors import ZhizaoError

KEY = "sk-test-7d1f"


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_BACKEND_KEY", KEY)


def test_without_an_address_there_is_no_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIZAO_BACKEND_URL", raising=False)
    assert backend_settings() is None
    monkeypatch.setenv("ZHIZAO_BACKEND_URL", "")
    assert backend_settings() is None


def test_everything_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIZAO_BACKEND_URL", "https://models.example/v1")
    monkeypatch.setenv("ZHIZAO_BACKEND_MODEL", "qwen3:32b")
    monkeypatch.setenv("ZHIZAO_BACKEND_TIMEOUT", "9")
    settings = backend_settings()
    assert settings is not None
    assert (settings.model, settings.timeout) == ("qwen3:32b", 9)
    assert settings.key is not None
    assert settings.key.get_secret_value() == KEY
    assert KEY not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MODEL", "", "ZHIZAO_BACKEND_MODEL is not"),
        ("MODEL", "a model\n", "ZHIZAO_BACKEND_MODEL: the value cannot be used"),
        ("TIMEOUT", "soon", "ZHIZAO_BACKEND_TIMEOUT: the value cannot be used"),
        ("RETRIES", "-1", "ZHIZAO_BACKEND_RETRIES: the value cannot be used"),
        ("URL", "models.example/v1", "ZHIZAO_BACKEND_URL is no plain http"),
        ("URL", "ftp://models.example", "ZHIZAO_BACKEND_URL is no plain http"),
        ("URL", "https://me:sesame@models.example/v1", "ZHIZAO_BACKEND_URL is no plain http"),
        ("URL", "https://models.example/v1?key=sesame", "ZHIZAO_BACKEND_URL is no plain http"),
        ("KEY", "sesame\n", "ZHIZAO_BACKEND_KEY holds"),
        ("KEY", "sesame钥匙", "ZHIZAO_BACKEND_KEY holds"),
        ("URL", "http://[::1", "ZHIZAO_BACKEND_URL is no plain http"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str) -> None:
    monkeypatch.setenv("ZHIZAO_BACKEND_URL", "https://models.example/v1")
    monkeypatch.setenv("ZHIZAO_BACKEND_MODEL", "tester-1")
    monkeypatch.setenv(f"ZHIZAO_BACKEND_{name}", value)
    with pytest.raises(ZhizaoError, match=said) as caught:
        backend_settings()
    assert KEY not in str(caught.value)
    assert "sesame" not in str(caught.value)
    assert caught.value.__cause__ is None
