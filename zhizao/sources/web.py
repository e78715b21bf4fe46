"""What the kinds that fetch from the web have in common: how politely, how patiently and as whom they ask."""

import os
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, field_validator

from zhizao import __version__
from zhizao.errors import ZhizaoError
from zhizao.sources.source import Source

Seconds = Annotated[float, Field(gt=0, le=3600)]


def _http(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(f"'{url}' is no address of the web, write http:// or https:// and the rest of it")
    return url


Url = Annotated[str, AfterValidator(_http)]


class WebSource(Source):
    """The fields of `feed` and `pages` that say how their hosts are asked."""

    batch_items: ClassVar[int] = 20

    user_agent: Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[!-~][ -~]*$")] = f"zhizao/{__version__}"
    delay_seconds: Annotated[float, Field(ge=0, le=3600)] = 1.0
    """Between two requests to one host; its Crawl-delay holds when that is longer."""
    connect_timeout: Seconds = 10.0
    read_timeout: Seconds = 20.0
    total_timeout: Seconds = 120.0
    attempts: Annotated[int, Field(ge=1, le=10)] = 3
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 5
    max_pages: Annotated[int, Field(gt=0)] = 500
    """Pages fetched in one visit; the others wait for the next."""
    allow_private: bool = False
    """Whether addresses that are not public may be asked: this machine, the local network."""
    secret_headers: dict[str, str] = Field(default_factory=dict)
    """Headers by the environment variable that holds their value; sent to the hosts this entry names, to no other."""

    @field_validator("secret_headers")
    @classmethod
    def _names_only(cls, value: dict[str, str]) -> dict[str, str]:
        for header, variable in value.items():
            if not variable.isidentifier():
                raise ValueError(f"{header}: write the name of an environment variable, never the secret itself")
        return value

    def addresses(self) -> list[str]:
        """The addresses this entry names itself."""
        raise NotImplementedError

    def secrets(self) -> dict[str, str]:
        """The secret headers with their values. Raises ZhizaoError when a variable is not set."""
        for header, variable in self.secret_headers.items():
            if not os.environ.get(variable):
                reason = f"the environment variable {variable} for the header {header} is not set"
                raise ZhizaoError(f"Source '{self.name}': {reason}; set it.")
        return {header: os.environ[variable] for header, variable in self.secret_headers.items()}
