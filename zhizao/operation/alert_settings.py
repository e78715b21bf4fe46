"""Who is told when something is not well: environment variables that begin with `ZHIZAO_ALERT_`.

Addresses and secrets of the channels are Airflow connections (`AIRFLOW_CONN_…`); only their names stand here.
"""

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from zhizao.errors import ZhizaoError
from zhizao.settings import get_settings

_CONNECTION = r"^[A-Za-z0-9_.-]+$"


class AlertSettings(BaseSettings):
    """The channels, and when silence is an incident; without a channel nothing is ever sent."""

    model_config = SettingsConfigDict(
        env_prefix="ZHIZAO_ALERT_", extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    email_to: str | None = Field(None, description="Who gets mail: addresses, separated by commas.")
    email_from: str = Field("zhizao@localhost", description="Who it comes from.")
    smtp: str = Field("smtp_default", pattern=_CONNECTION, description="The Airflow connection of the mail server.")
    webhook: str | None = Field(
        None, pattern=_CONNECTION, description="The Airflow connection that gets a POST of JSON."
    )
    slack: str | None = Field(
        None, pattern=_CONNECTION, description="The Airflow connection of a Slack incoming webhook."
    )
    timeout: int = Field(10, ge=1, le=120, description="Seconds a channel has to answer.")
    report_url: str | None = Field(None, description="Where people open the report, if it is served somewhere.")
    publish_hours: float = Field(48, gt=0, description="An alert when no load was published for so many hours.")
    visit_hours: float = Field(
        6, gt=0, description="An alert when a source was not visited well for so long after it was due."
    )

    @property
    def configured(self) -> bool:
        """Whether anybody is told anything."""
        return bool(self.email_to or self.webhook or self.slack)

    @property
    def report(self) -> str:
        """The link to the report that alerts carry: where it is served, or else its file."""
        if self.report_url:
            return self.report_url
        return str(get_settings().report_folder / "index.html")


def alert_settings() -> AlertSettings:
    """The settings of the moment. Raises ZhizaoError naming the variables whose values cannot be used."""
    try:
        return AlertSettings()
    except ValidationError as error:
        names = ", ".join(sorted({f"ZHIZAO_ALERT_{str(fault['loc'][0]).upper()}" for fault in error.errors()}))
        raise ZhizaoError(f"{names}: the value cannot be used; docs/settings.md says what it may be.") from None
