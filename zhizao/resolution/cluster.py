"""Forms in, entities out."""

from collections.abc import Iterable

from zhizao.resolution.forms import Form
from zhizao.resolution.outcome import Resolution


def resolve_forms(forms: Iterable[Form]) -> Resolution:
    """Each form is an entity of its own."""
    return Resolution({form.key: form.key for form in forms})
