"""Reads a form of any kind, in its context."""

from zhizao.resolution.forms import ARTICLE, Form
from zhizao.resolution.government import relative_level
from zhizao.resolution.indicators import read_indicator
from zhizao.resolution.initiatives import read_initiative
from zhizao.resolution.organizations import read_organization
from zhizao.resolution.readings import Reading, Reason, Signature, spelled, spelling


def read(form: Form) -> Reading:
    """What a form says; one that means something only in its article says no more than its spelling there."""
    if form.context and form.context.startswith(ARTICLE):
        return Reading((spelling(spelled(form.normalised_name), form.context),))
    if form.kind == "organization":
        text = spelled(form.normalised_name)
        return _in_context(form, text) if form.context else read_organization(text)
    if form.kind == "initiative":
        return read_initiative(form.normalised_name)
    if form.kind == "indicator":
        return read_indicator(form.normalised_name)
    return Reading(())


def _in_context(form: Form, text: str) -> Reading:
    """A form relative to a place or a parent body, read as if it named that as well."""
    completed = _completed(form, text)
    full = read_organization(completed, Reason.place_context)
    told = Signature(Reason.place_context, spelling(completed).value, f"{form.name} of {form.context}")
    return Reading((spelling(text, form.context), told, *full.signatures[1:]), full.traits)


def shown_name(form: Form) -> str:
    """What to call the thing a form stands for: with its place or parent, where the form leaves them out."""
    whole = form.context is None or form.context.startswith(ARTICLE)
    return form.name if whole else _completed(form, form.name)


def _completed(form: Form, text: str) -> str:
    relative = relative_level(text)
    return f"{form.context}{relative[1] if relative else text}"
