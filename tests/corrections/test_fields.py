"""What a field of a correction may hold."""

import pytest

from zhizao.corrections.fields import checked, complete
from zhizao.errors import ZhizaoError


def test_values_are_tidied_and_a_period_brings_its_days() -> None:
    assert checked("metric", {"value": " 1,200 ", "subject": "", "period": "2025-H1"}) == {
        "value": "1200",
        "subject": None,
        "period": "2025-H1",
        "period_start": "2025-01-01",
        "period_end": "2025-06-30",
        "period_rule": "correction",
    }


def test_a_period_that_is_taken_away_takes_its_days_along() -> None:
    assert checked("metric", {"period": ""}) == dict.fromkeys(
        ("period", "period_start", "period_end", "period_rule"), None
    )


@pytest.mark.parametrize(
    ("kind", "given", "sentence"),
    [
        ("metric", {"valu": "1"}, "There is no field valu in the kind metric"),
        ("metric", {"value": "about ten"}, "is a number in the base unit"),
        ("metric", {"value": "1e999999"}, "is a number in the base unit"),
        ("metric", {"value": "NaN"}, "is a number in the base unit"),
        ("metric", {"status": "done"}, "is one of actual, target, forecast"),
        ("metric", {"period": "2025-13"}, "in ISO form"),
        ("metric", {"indicator": ""}, "may not be empty"),
        ("metric", {"value": "9", "value_max": "3"}, "does not lie above"),
        ("initiative", {"initiative_type": "thing"}, "is one of platform"),
        ("role", {"role": "boss"}, "is one of lead"),
    ],
)
def test_what_could_not_be_published_is_refused(kind: str, given: dict[str, str], sentence: str) -> None:
    with pytest.raises(ZhizaoError, match=sentence):
        checked(kind, given)


def test_an_added_fact_has_all_its_fields_or_the_sentence_names_what_lacks() -> None:
    whole = complete("metric", {"indicator": "产值", "value": "5"})
    assert (whole["comparator"], whole["status"], whole["period"], whole["unit"]) == ("=", "actual", None, "")
    with pytest.raises(ZhizaoError, match=r"this initiative: it needs initiative_type, status as well\."):
        complete("initiative", {"name": "“云枢”平台"})
