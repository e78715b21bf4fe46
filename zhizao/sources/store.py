"""Object stores, through Airflow's ObjectStoragePath: any scheme that has a provider, opened by its connection."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import IO, Any

from zhizao.errors import ZhizaoError
from zhizao.sources.document import Document, Item, Refusal, Unchanged, refused, too_large
from zhizao.sources.memory import Memory
from zhizao.sources.source import hidden

_PROVIDERS = {
    "s3": "apache-airflow-providers-amazon[s3fs]",
    "gs": "apache-airflow-providers-google",
    "gcs": "apache-airflow-providers-google",
    "abfs": "apache-airflow-providers-microsoft-azure",
    "wasb": "apache-airflow-providers-microsoft-azure",
}
_UNKNOWN = ("No filesystem registered", "Unsupported filesystem", "Protocol not known")
"""How the messages of Airflow and of what it is built on begin for a scheme nobody knows."""
_STATES = ("ETag", "etag", "md5Hash", "generation", "content_md5", "LastModified", "last_modified", "updated", "mtime")
"""What the file systems of object stores call the things that change with an object."""


def visit_store(
    url: str, connection: str | None, selects: Callable[[str], bool], memory: Memory, max_bytes: int
) -> Iterator[Item]:
    """Every object below the prefix in the order of its name.

    An object in the state that is remembered is not fetched. Raises ZhizaoError when the store cannot be listed; an
    object that cannot be fetched fails the visit too, since a store that fails for one fails for all.
    """
    prefix = url.rstrip("/")
    with _sentences(url):
        root = _path(prefix, connection)
        found: Mapping[str, Any] = root.fs.find(root.path, detail=True)
    above = len(root.fs._strip_protocol(root.path).rstrip("/")) + 1  # noqa: SLF001 - fsspec's own name for a method its users call
    for key in sorted(found):
        relative = key[above:]
        if relative and not hidden(tuple(relative.split("/"))) and selects(relative):
            uri, state = f"{prefix}/{relative}", _state(found[key])
            if state and memory.get(uri) == state:
                yield Unchanged(uri)
                continue
            yield _object(root.fs, uri, found[key], max_bytes)
            if state:
                memory.set(uri, state)


@contextmanager
def open_object(url: str, connection: str | None) -> Iterator[tuple[IO[bytes], str | None]]:
    """One object as a file that can be sought in, and its state; raises ZhizaoError when it cannot be opened."""
    with _sentences(url):
        path = _path(url, connection)
        info = path.fs.info(path.path)
        file = path.fs.open(path.path, "rb")
    with file:
        yield file, _state(info)


def _object(fs: Any, uri: str, info: Mapping[str, Any], max_bytes: int) -> Document | Refusal:
    size = int(info.get("size") or 0)
    if size > max_bytes:
        sentence = too_large(uri.rpartition("/")[2], size, max_bytes)
        return refused(uri, "too_large", sentence, byte_count=size, state=_state(info) or str(size))
    with _sentences(uri):
        return Document(uri, fs.cat_file(info["name"]))


def _state(info: Mapping[str, Any]) -> str | None:
    """What changes when the object changes, as one string; None when the store tells nothing but the size."""
    told = [str(info[name]) for name in _STATES if info.get(name)]
    return " ".join([str(info.get("size")), *told]) if told else None


def _path(url: str, connection: str | None) -> Any:
    from airflow.sdk import ObjectStoragePath

    return ObjectStoragePath(url, conn_id=connection)


@contextmanager
def _sentences(url: str) -> Iterator[None]:
    """Whatever a store raises (each has errors of its own) becomes one sentence."""
    scheme = url.partition("://")[0]
    try:
        yield
    except Exception as error:
        first_line = (str(error) or type(error).__name__).partition("\n")[0].rstrip(".")
        if isinstance(error, ImportError) or first_line.startswith(_UNKNOWN):
            what = _PROVIDERS.get(scheme, "the Airflow provider of this store")
            message = f"No driver for {scheme}:// is installed, which {url} needs: install {what}."
            raise ZhizaoError(message) from error
        advice = "check the URL, the connection and the rights"
        raise ZhizaoError(f"The object store at {url} did not answer as expected ({first_line}): {advice}.") from error
