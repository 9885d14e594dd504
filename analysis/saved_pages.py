"""Stored pages as files beside a workbook: what was seen, its people masked, and unable to do anything."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from govcrawl.cms import open_page
from govcrawl.model.masking import masked_markup
from govcrawl.store.errors import NotStored
from govcrawl.store.mongo import Store

# A stored page is hostile: no script, no request, no form. Styles stand in the page itself, so that it can be read.
_HEAD = (
    '<!DOCTYPE html><meta charset="utf-8">'
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; form-action 'none'; base-uri 'none'\">"
)


def save_pages(store: Store, snapshots: Iterable[str], folder: Path) -> dict[str, str]:
    """Write the stored page of each snapshot into `folder`; return snapshot -> file name, of those that have one."""
    saved: dict[str, str] = {}
    for name in dict.fromkeys(it for it in snapshots if it):
        try:
            snapshot = store.snapshot(name)
            body = store.body(snapshot.body_sha256) if snapshot.body_sha256 else b""
        except NotStored:
            continue
        if not body or not snapshot.content_type.lower().startswith(("text/", "application/xhtml")):
            continue
        folder.mkdir(parents=True, exist_ok=True)
        page = open_page(body, snapshot.seen_at, snapshot.url, snapshot.content_type)
        file = f"{sha256(name.encode()).hexdigest()[:16]}.html"
        (folder / file).write_text(_HEAD + masked_markup(page.text), "utf-8", "replace")
        saved[name] = file
    return saved
