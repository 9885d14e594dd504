"""Dataclasses to documents and back, told by their type hints alone: a new noun needs no line here.

A date becomes 'YYYY-MM-DD'; an aware datetime a BSON date (milliseconds, read back in CHINA_TIME); a Decimal a
Decimal128; an enum its value; a tuple an array; a dataclass a sub-document.
"""

import dataclasses
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from bson.decimal128 import Decimal128

from govcrawl.model.fact import FACT_KINDS, Fact
from govcrawl.model.period import CHINA_TIME
from govcrawl.store.errors import NotReadable, StoreRefused

Document = dict[str, Any]
Noun = TypeVar("Noun")

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # half an emoji, as cut off by some feeds: no UTF-8 for it
_OTHER_VERSION = "it was written by another version of govcrawl, use that one or another GOVCRAWL_MONGO_DB"
_PLAIN = (str, int, float, bool)


def to_document(noun: Any) -> Document:
    """Return the document of a dataclass instance. Raises StoreRefused for a datetime without a zone."""
    names = _names(type(noun))  # type: ignore[arg-type]  # mypy doubts that a class is hashable
    return {name: _written(getattr(noun, name)) for name in names}


def from_document(kind: type[Noun], document: Mapping[str, Any]) -> Noun:
    """Return the instance a document was made of; fields that it lacks take their defaults.

    Raises NotReadable where the document cannot have been made by this version.
    """
    readers = _readers(kind)  # type: ignore[arg-type]  # the same doubt
    try:
        return kind(**{field: read(document[field]) for field, read in readers.items() if field in document})
    except (TypeError, ValueError, AttributeError) as error:
        raise NotReadable(f"{kind.__name__}: {document.get('_id', '')} {error}; {_OTHER_VERSION}") from error


def fact_to_document(fact: Fact) -> Document:
    """Return the document of a fact; its class stands beside it under `kind`."""
    return {"kind": type(fact).__name__, "fact": to_document(fact)}


def fact_from_document(document: Mapping[str, Any]) -> Fact:
    """Return the fact of a document. Raises NotReadable for a kind that this version does not know."""
    if document["kind"] not in FACT_KINDS:
        raise NotReadable(f"{document['kind']}: this kind of fact is unknown; {_OTHER_VERSION}")
    return from_document(FACT_KINDS[document["kind"]], document["fact"])


def _written(value: Any) -> Any:
    return _writer(type(value))(value)  # type: ignore[arg-type]  # the same doubt


@cache
def _writer(kind: type) -> Callable[[Any], Any]:
    """Return what turns a value of a class into what is stored of it."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, str):
        return _text
    if issubclass(kind, datetime):
        return _utc
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, Decimal):
        return Decimal128
    if issubclass(kind, tuple | list):
        return lambda value: [_written(item) for item in value]
    if issubclass(kind, dict):
        return lambda value: {key: _written(item) for key, item in value.items()}
    return to_document if dataclasses.is_dataclass(kind) else lambda value: value


def _text(value: str) -> str:
    return value if value.isascii() else _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise StoreRefused(f"{value}: a datetime without a zone cannot be stored; give it CHINA_TIME")
    return value.astimezone(UTC)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field: _reader(hints[field]) for field in _names(kind)}


def _reader(hint: Any) -> Callable[[Any], Any]:
    """Return what turns a stored value back into one of type `hint`. Raises TypeError for an unknown hint."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (UnionType, Union):
        return _union_reader(arguments)
    if origin is tuple:
        return _tuple_reader(arguments)
    if origin is Literal or hint in _PLAIN:
        return lambda value: value
    if hint is datetime:
        return lambda value: value.astimezone(CHINA_TIME)
    if hint is date:
        return date.fromisoformat
    if hint is Decimal:
        return lambda value: value.to_decimal()
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return lambda value: from_document(hint, value)
    raise TypeError(f"{hint}: the store cannot read this type back; add it to store/documents.py")


def _union_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Read `X | None`, and unions of plain types."""
    some = [argument for argument in arguments if argument is not NoneType]
    if len(some) > 1 and not all(argument in _PLAIN for argument in some):
        raise TypeError(f"{arguments}: the store cannot tell these types apart; use one of them")
    read = _reader(some[0])
    return lambda value: None if value is None else read(value)


def _tuple_reader(arguments: tuple[Any, ...]) -> Callable[[Any], Any]:
    """Read `tuple[X, ...]`, and `tuple[X, Y]` by place."""
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda value: tuple(read(item) for item in value)
    readers = [_reader(argument) for argument in arguments]
    return lambda value: tuple(read(item) for read, item in zip(readers, value, strict=True))
