"""`python -m analysis.audit FILE.txt`: what does not fit in a published notice; status 1 where something does not."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from analysis.audit import Mark, audit
from analysis.sources import run
from govcrawl.errors import GovcrawlError


def main(words: Sequence[str]) -> int:
    """Print a line a remark; status 1 where a sum, a rate or a list does not fit."""
    parser = argparse.ArgumentParser(prog="analysis.audit", description="Report what does not fit in a notice's text.")
    parser.add_argument("file", type=Path, help="the notice as text, UTF-8 or GB18030")
    given = parser.parse_args(words)
    remarks = audit(_text(given.file))
    for remark in remarks:
        print(f"{given.file}:{remark.line}: {remark.mark.value} {remark.text}")
    faults = sum(remark.mark is Mark.FAULT for remark in remarks)
    print(f"{given.file}: {faults} do not fit" if faults else f"{given.file}: nothing that does not fit")
    return 1 if faults else 0


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise GovcrawlError(f"{path}: cannot be opened ({error.strerror}); name a text file") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise GovcrawlError(f"{path}: is neither UTF-8 nor GB18030; save the notice as plain text")


if __name__ == "__main__":
    run(main)
