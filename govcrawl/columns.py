"""Column classes (栏目类别): names, cadence and their sources.

The table is columns.toml; a user adds a file of the same form. A dynamic column is judged by two weeks and a notice
column by six months, so a false class does harm: a name that tells nothing for certain is `other`.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from govcrawl.errors import GovcrawlError
from govcrawl.model.period import months_before

TABLE = Path(__file__).with_name("columns.toml")
OTHER = "other"

# What surrounds a column's name where names are taken from titles, menus and headings.
_BRACKETS = re.compile(r"[\s\[\]【】〖〗「」『』<>《》()（）|·:：>»›»\-—–_~*#◆●■▪•・]+")
_MORE = re.compile(r"(更多|more|查看)+$", re.IGNORECASE)
# A page title names the column first and the site after a dash, bar or underline.
_SITE_SUFFIX = re.compile(r"\s*[_|｜—–]\s*.*$|\s+-+\s*.*$|-+\s+.*$")


class ColumnClassError(GovcrawlError):
    """A table of column classes cannot be used; the words say where and what to do."""


@dataclass(frozen=True, slots=True)
class Cadence:
    """How long a column may stay without an entry: calendar `months`, or `days`."""

    days: int = 0
    months: int = 0

    def earliest(self, as_of: date) -> date:
        """Return the first day on which an entry still counts as recent at `as_of` (监测时间点)."""
        return months_before(as_of, self.months) - timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class ColumnClass:
    """A class of columns. `cadence` is None where no rule asks for updates; `source` says which one does.

    `excluded` columns do not count as a channel of consultation and their messages are not judged (V5).
    """

    id: str
    title: str
    cadence: Cadence | None = None
    source: str = ""
    excluded: bool = False
    names: frozenset[str] = frozenset()
    patterns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    unless_parent: str = ""
    column_types: frozenset[str] = frozenset()
    type_needs: str = ""
    inherits: bool = False


@dataclass(frozen=True, slots=True)
class ColumnClasses:
    """The classes in the order in which their patterns are tried, with the generic names of sub-columns."""

    classes: tuple[ColumnClass, ...]
    generic: tuple[str, ...] = ()
    _answers: dict[tuple[str, str, str], ColumnClass] = field(default_factory=dict, compare=False, repr=False)

    def __getitem__(self, class_id: str) -> ColumnClass:
        """Return a class by its identifier; raises KeyError for one that the table does not have."""
        return {known.id: known for known in self.classes}[class_id]

    def classify(self, name: str, column_type: str = "", parent: str = "") -> ColumnClass:
        """Return the class of a column by its name, its ColumnType meta tag and the name of its parent.

        Source: fact sheet 1.6 (classes), 3.2 (ColumnType). The name outranks the meta tag, which many sites fill
        with one word for every column.
        """
        key = (name, column_type, parent)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._classify(plain_name(name), plain_name(column_type), plain_name(parent))
            if len(self._answers) < 20_000:  # names are few; what a hostile site invents is not kept for ever
                self._answers[key] = answer
        return answer

    def level(self, name: str, parent: str, position: int) -> int:
        """Return the level that V4a means: 1 for the topmost column of its class, deeper for its sub-columns.

        `position` is the column's level in the menu (0: unknown). 通知公告 under 政务公开 is a first-level notice
        column, its own sub-columns are not. Without a parent and a position the answer is 0, unknown.
        """
        if position == 1 or (parent and self.classify(parent).id != self.classify(name, parent=parent).id):
            return 1
        return max(position, 2) if parent else position

    def _classify(self, name: str, column_type: str, parent: str) -> ColumnClass:
        if known := self._by_name(name, parent):
            return known
        if parent and name and any(_compiled(generic).fullmatch(name) for generic in self.generic):
            above = self._by_name(parent, "")
            if above and above.inherits:
                return above
        for known in self.classes:
            if column_type in known.column_types and _compiled(known.type_needs).search(name):
                return known
        return self[OTHER]

    def _by_name(self, name: str, parent: str) -> ColumnClass | None:
        if not name:
            return None
        for known in self.classes:
            if name in known.names and not _refused_by_parent(known, parent):
                return known
        for known in self.classes:
            if _refused_by_parent(known, parent) or any(_compiled(no).search(name) for no in known.unless):
                continue
            if any(_compiled(pattern).fullmatch(name) for pattern in known.patterns):
                return known
        return None


def plain_name(name: str) -> str:
    """Return a column's name without its site, brackets, spaces and 更多."""
    name = unicodedata.normalize("NFKC", name[:200]).strip()
    first = _SITE_SUFFIX.sub("", name)
    plain = _BRACKETS.sub("", first or name)
    return _MORE.sub("", plain) or plain


def load_classes(*extra: Path) -> ColumnClasses:
    """Return the classes of columns.toml, extended by the tables of a user; the last one given is read first.

    Raises:
        ColumnClassError: A table cannot be read or says something unknown; the words tell where.
    """
    merged = _shipped()
    for path in extra:
        merged = _extend(merged, _read(path))
    if OTHER not in {known.id for known in merged.classes}:
        raise ColumnClassError(f"{TABLE}: there is no class '{OTHER}'; add it")
    return merged


@cache
def _shipped() -> ColumnClasses:
    return _read(TABLE)


@cache
def _standard() -> ColumnClasses:
    return load_classes()


def classify(name: str, column_type: str = "", parent: str = "") -> ColumnClass:
    """Return the class of a column by the table that comes with the program (see ColumnClasses.classify)."""
    return _standard().classify(name, column_type, parent)


_FIELDS = {"id", "title", "cadence", "source", "excluded", "names", "patterns", "unless", "unless_parent"} | {
    "column_types",
    "type_needs",
    "inherits",
}


def _read(path: Path) -> ColumnClasses:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ColumnClassError(f"{path}: there is no such file; give the path of a table of column classes") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ColumnClassError(f"{path}: {error}; write it as TOML in UTF-8") from None
    if unknown := set(table) - {"class", "generic"}:
        raise ColumnClassError(f"{path}: unknown field {', '.join(sorted(unknown))}; known are class, generic")
    rows = table.get("class", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ColumnClassError(f"{path}: class: is no list of tables; begin each class with [[class]]")
    return ColumnClasses(
        tuple(_column_class(path, row) for row in rows),
        tuple(_pattern(path, "generic", pattern) for pattern in table.get("generic", [])),
    )


def _column_class(path: Path, row: Mapping[str, Any]) -> ColumnClass:
    where = f"{path}: class {row.get('id', '?')}"
    if not re.fullmatch(r"[a-z][a-z_]*", str(row.get("id", ""))):
        raise ColumnClassError(f"{where}: id must be lower-case English words joined by '_'; write id = \"...\"")
    if unknown := set(row) - _FIELDS:
        raise ColumnClassError(f"{where}: unknown field {', '.join(sorted(unknown))}; known are {sorted(_FIELDS)}")
    cadence = row.get("cadence", {})
    if set(cadence) - {"days", "months"} or not all(isinstance(span, int) and span > 0 for span in cadence.values()):
        raise ColumnClassError(f"{where}: cadence is {cadence}; write {{ days = 14 }} or {{ months = 6 }}")
    return ColumnClass(
        id=row["id"],
        title=row.get("title", ""),
        cadence=Cadence(**cadence) if cadence else None,
        source=row.get("source", ""),
        excluded=bool(row.get("excluded", False)),
        names=frozenset(map(plain_name, row.get("names", []))),
        patterns=tuple(_pattern(where, "patterns", pattern) for pattern in row.get("patterns", [])),
        unless=tuple(_pattern(where, "unless", pattern) for pattern in row.get("unless", [])),
        unless_parent=_pattern(where, "unless_parent", row.get("unless_parent", "")),
        column_types=frozenset(map(plain_name, row.get("column_types", []))),
        type_needs=_pattern(where, "type_needs", row.get("type_needs", "")),
        inherits=bool(row.get("inherits", False)),
    )


def _pattern(where: object, name: str, pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ColumnClassError(f"{where}: {name}: '{pattern}' is no regular expression ({error}); repair it") from None
    return pattern


def _extend(base: ColumnClasses, own: ColumnClasses) -> ColumnClasses:
    """Try a user's names and patterns first; everything else of a class that is known already stays in its place."""
    known = {each.id: each for each in base.classes}
    merged = [_merge(known.get(each.id), each) for each in own.classes]
    by_id = {each.id: each for each in merged}
    rest = [replace(by_id.get(each.id, each), names=each.names, patterns=each.patterns) for each in base.classes]
    return ColumnClasses((*merged, *rest), own.generic + base.generic)


def _merge(old: ColumnClass | None, own: ColumnClass) -> ColumnClass:
    if old is None:
        return own
    return replace(
        own,
        title=own.title or old.title,
        cadence=own.cadence or old.cadence,
        source=own.source or old.source,
        excluded=own.excluded or old.excluded,
        unless=own.unless + old.unless,
        unless_parent="|".join(filter(None, (own.unless_parent, old.unless_parent))),
        column_types=own.column_types | old.column_types,
        type_needs=own.type_needs or old.type_needs,
        inherits=own.inherits or old.inherits,
    )


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _refused_by_parent(known: ColumnClass, parent: str) -> bool:
    return bool(parent and known.unless_parent and _compiled(known.unless_parent).search(parent))


def classes_of(folder: Path) -> ColumnClasses:
    """Return the classes of columns, extended by the columns.toml of a register folder where it has one."""
    own = folder / "columns.toml"
    return load_classes(*([own] if own.is_file() else []))
