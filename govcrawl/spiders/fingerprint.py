"""Which version of the program, and of what a register tells its readers, made a fact."""

from functools import cache
from hashlib import sha256
from pathlib import Path

import govcrawl

_PROGRAM = Path(govcrawl.__file__).parent
# Tables of a register that change what is read from a page; sites and periods do not.
_READ_BY_READERS = ("columns.*", "lexicon.*", "organs.*", "leaders.*", "whitelist.*")


@cache
def fingerprint(register: Path) -> str:
    """Return a short name for the program's own files and the register's tables: any change gives another."""
    files = [path for path in sorted(_PROGRAM.rglob("*")) if path.suffix in (".py", ".toml", ".tsv")]
    files += [path for pattern in _READ_BY_READERS for path in sorted(register.glob(pattern))]
    whole = sha256()
    for path in files:
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]
