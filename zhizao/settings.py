"""All settings, from environment variables that begin with `ZHIZAO_`; docs/settings.md lists them."""

from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from zhizao.errors import ZhizaoError

CHECKOUT = Path(__file__).resolve().parents[1]


class Settings(BaseSettings):
    """Where things are and how much a document may hold."""

    model_config = SettingsConfigDict(env_prefix="ZHIZAO_", extra="ignore")

    home: Path = Field(CHECKOUT / ".zhizao", description="Where data, logs and reports live; ignored by git.")
    dsn: str | None = Field(None, description="An external PostgreSQL to use instead of the embedded one.")
    reader_password: SecretStr | None = Field(None, description="The password of bi_reader on an external PostgreSQL.")
    inbox: Path = Field(CHECKOUT / "samples", description="The folder whose articles the main job lands.")
    sources: Path = Field(CHECKOUT / "sources.yml", description="The file that says which sources are visited.")
    max_document_bytes: int = Field(20_000_000, gt=0, description="A larger document is quarantined unread, in bytes.")
    schedule: str = Field("*/10 * * * *", description="When scheduled operation visits the inbox: cron, in UTC.")
    report: Path | None = Field(None, description="The folder of the report site; default: `report` in ZHIZAO_HOME.")
    gold: Path | None = Field(None, description="A folder of gold facts to measure the extraction by.")
    approval_hours: float = Field(
        24, gt=0, description="How long a stopped load waits for a person's answer, in hours."
    )
    batch_articles: int = Field(200, gt=0, description="How many articles one extraction task takes.")

    @property
    def dbt_project(self) -> Path:
        """The dbt project that builds the candidate."""
        return CHECKOUT / "dbt_project"

    @property
    def data_docs(self) -> Path:
        """Great Expectations' own pages on the latest judgement."""
        return self.home / "reports" / "data_docs"

    @property
    def report_folder(self) -> Path:
        """The folder of the report site."""
        return (self.report or self.home / "report").expanduser().absolute()

    @property
    def expectations(self) -> Path:
        """The suites the gate judges by."""
        return CHECKOUT / "expectations"


@lru_cache(maxsize=1)
def get_settings() -> Settings:
    """The settings of this process; a changed environment needs `get_settings.cache_clear()`.

    Raises ZhizaoError naming the first setting whose value it cannot have.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        wrong = error.errors()[0]
        name = "_".join(("ZHIZAO", *map(str, wrong["loc"]))).upper()
        raise ZhizaoError(f"The setting {name} cannot be used: {wrong['msg']}; see docs/settings.md.") from None
    settings.home = settings.home.expanduser().absolute()
    settings.inbox = settings.inbox.expanduser().absolute()
    settings.sources = settings.sources.expanduser().absolute()
    settings.gold = settings.gold.expanduser().absolute() if settings.gold else None
    return settings
