"""Great Expectations' own pages on one judgement, built once a run."""

import logging
import shutil
import tempfile
from pathlib import Path
from typing import Any

_LOG = logging.getLogger(__name__)
_SITE = "data_docs"


def write_data_docs(context: Any, folder: Path) -> None:
    """Build the pages of everything `context` has judged and put them in the place of those in `folder`.

    The pages hold one judgement only, so that building them does not slow down over the loads. They are an extra: a
    failure is logged as a warning and changes nothing else.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as room:
            built = Path(room, "new")
            _build(context, built)
            if folder.exists():
                folder.rename(Path(room, "old"))
            built.rename(folder)
    except Exception as error:  # noqa: BLE001 # whatever Great Expectations raises, the load is not to suffer
        _LOG.warning("The data docs in %s were not built: %s", folder, error)


def _build(context: Any, folder: Path) -> None:
    site = {
        "class_name": "SiteBuilder",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }
    context.add_data_docs_site(site_name=_SITE, site_config=site)
    context.build_data_docs(site_names=[_SITE])
    shutil.rmtree(folder / ".ge_store_backend_id", ignore_errors=True)
