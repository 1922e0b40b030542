"""What is said to people, before any language: a code, and the values that its words hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self, TypeAlias

#: A text, a number that is written with its thousands parted, or several texts.
Value: TypeAlias = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A code and its values; equal codes with equal values are equal.

    Whoever speaks to people has the words of each code, in which the values stand by their names.
    The values must not be changed.
    """

    code: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def of(cls, code: str, /, **values: Value) -> Self:
        """A message of this code with these values."""
        return cls(code, values)

    @classmethod
    def from_json(cls, code: str, values: Mapping[str, Any]) -> Self:
        """The message whose values were written as JSON: an array is read as several texts."""
        return cls(
            code,
            {
                name: tuple(value) if isinstance(value, list) else value
                for name, value in values.items()
            },
        )

    def as_json(self) -> dict[str, Any]:
        """`code` and `values`, as `from_json` takes them."""
        return {"code": self.code, "values": dict(self.values)}

    def __hash__(self) -> int:
        return hash((self.code, frozenset(self.values.items())))


#: Words for a message, in the language of whoever reads them.
Say: TypeAlias = Callable[[Message], str]
