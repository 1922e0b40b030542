"""What was made lately is given again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Made = TypeVar("_Made")


class Lately(Generic[_Key, _Made]):
    """The last values made, by what they were made of, those asked for longest ago forgotten first.

    Safe for many threads, each of which may make the same value; no value is ever changed.
    """

    def __init__(self, most: int) -> None:
        """`most`: so many values are kept."""
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, _Made] = OrderedDict()

    def get(self, key: _Key, make: Callable[[], _Made]) -> _Made:
        """What `make` gives for a key, now or before; what it raises is not remembered."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
