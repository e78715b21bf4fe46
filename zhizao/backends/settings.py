"""Which backend is asked and how much it may cost: environment variables that begin with `ZHIZAO_BACKEND_`."""

import re
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from zhizao.errors import ZhizaoError


class BackendSettings(BaseSettings):
    """The address, model and key of a service, and the limits of one load; without `url` there is no backend."""

    # The values stay out of error messages: one of them is a key.
    model_config = SettingsConfigDict(env_prefix="ZHIZAO_BACKEND_", extra="ignore", hide_input_in_errors=True)

    url: str | None = Field(
        None, description="The base address of an OpenAI-compatible service, such as https://host/v1."
    )
    model: str = Field("", pattern=r"^[\w.:/@+-]{0,100}$", description="The model to ask for.")
    key: SecretStr | None = Field(None, description="The key of the service, sent as a bearer token; never logged.")
    timeout: float = Field(60, gt=0, le=300, description="Seconds one request may take as a whole.")
    retries: int = Field(2, ge=0, le=5, description="How often a request answered by 429 or 5xx is sent again.")
    max_articles: int = Field(200, ge=0, description="How many articles of one load are asked about at most.")
    max_tokens: int = Field(1_000_000, ge=0, description="How many tokens one load may take at most.")
    max_seconds: float = Field(1200, ge=0, description="How long one extraction task asks, in seconds, at most.")
    max_faults: int = Field(5, ge=1, description="After so many faults in a row a load asks no more for a while.")


def backend_settings() -> BackendSettings | None:
    """The settings, or None when no backend is configured. Raises ZhizaoError when one is, but wrongly."""
    try:
        settings = BackendSettings()
    except ValidationError as error:
        names = ", ".join(sorted({f"ZHIZAO_BACKEND_{str(fault['loc'][0]).upper()}" for fault in error.errors()}))
        raise ZhizaoError(f"{names}: the value cannot be used; docs/backends.md says what it may be.") from None
    if not settings.url:
        return None
    if not settings.model:
        raise ZhizaoError("ZHIZAO_BACKEND_URL is set but ZHIZAO_BACKEND_MODEL is not: name the model to ask for.")
    if not _is_address(settings.url):
        raise ZhizaoError("ZHIZAO_BACKEND_URL is no plain http or https address, such as https://host/v1; correct it.")
    if settings.key is not None and not re.fullmatch(r"[!-~]*", settings.key.get_secret_value()):
        raise ZhizaoError("ZHIZAO_BACKEND_KEY holds a space, a line break or another sign that no key has; correct it.")
    return settings


def _is_address(url: str) -> bool:
    """Whether this is an address alone: a user, a password or a query would be a secret outside the key."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return named and "@" not in parts.netloc and not parts.query and not parts.fragment
