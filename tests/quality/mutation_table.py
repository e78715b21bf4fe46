"""The table of defect, check and result in docs/quality.md; `make mutations` writes it after the proof has passed."""

from tests.quality.candidate import read_suite
from tests.quality.defects import DEFECTS, Defect
from tests.quality.oddities import ODDITIES
from zhizao.quality.suites import JUDGED
from zhizao.settings import CHECKOUT

PAGE = CHECKOUT / "docs" / "quality.md"
BEGIN, END = "<!-- mutations: begin -->\n", "<!-- mutations: end -->\n"
_HEAD = "| check | defect seeded | with the check | without it |\n| --- | --- | --- | --- |\n"
_LONGEST = 150


def made_anew() -> str:
    """The table of what the suites state and the defects seed; its results are those the proof asserts."""
    stated = [
        (f"{table}.{expectation['meta']['name']}", expectation["meta"]["severity"])
        for table in JUDGED
        for expectation in read_suite(table)["expectations"]
    ]
    return _HEAD + "".join(_line(check, severity, (DEFECTS | ODDITIES)[check]) for check, severity in stated)


def in_the_page() -> str:
    """The table as the page has it now."""
    return PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0]


def write() -> None:
    """Put the table of now in the place of the page's."""
    before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}{made_anew()}{END}{rest.partition(END)[2]}", "utf-8")


def _line(check: str, severity: str, defect: Defect) -> str:
    sql = " ".join(defect.sql.split()).replace("|", "\\|")
    told = sql if len(sql) <= _LONGEST else f"{sql[:_LONGEST]}…"
    found = "the load is stopped" if severity == "blocks" else "a warning travels with the load"
    return f"| {check} | `{told}` | {found} | it gets through unseen |\n"


if __name__ == "__main__":
    write()
