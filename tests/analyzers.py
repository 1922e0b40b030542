"""Analyzers that tests share: without names, and with those of the shipped authority file."""

from __future__ import annotations

from functools import cache

from archive.entities.authority import load_authority
from archive.text.segmentation import Segmenter, segmenter_of
from archive.text.tokens import Analyzer


@cache
def plain() -> Segmenter:
    """Cuts by the dictionary alone."""
    return Segmenter()


@cache
def with_authority() -> Segmenter:
    """Cuts no name of the shipped authority file."""
    return segmenter_of(load_authority().names())


@cache
def plain_analyzer() -> Analyzer:
    """Makes tokens by the dictionary alone."""
    return Analyzer(plain())
