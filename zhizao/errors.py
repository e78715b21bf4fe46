"""Errors a person can act on: each message is one sentence that names the thing and what to do."""


class ZhizaoError(Exception):
    """A fault with a plain sentence for the person who meets it; shown without a traceback."""


class GateClosedError(ZhizaoError):
    """A blocking check failed, or the gate could not judge; the candidate is not published."""


class UnavailableError(ZhizaoError):
    """Something does not answer or is in use: the same may succeed a little later, so tasks try again."""
