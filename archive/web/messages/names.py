"""Why a stretch of text is taken for the name of somebody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from archive.web.messages import Wording

#: Code -> words.
NAMES: Final[Mapping[str, Wording]] = {
    "known_name": (
        "name “{name}” in the authority file",
        "名稱「{name}」見於權威檔",
        "名称“{name}”见于规范档",
    ),
    "short_name": (
        "short name “{name}” of someone named in full",
        "簡稱「{name}」，文中另有全名",
        "简称“{name}”，文中另有全名",
    ),
    "surname": (
        "surname “{name}” of someone named in full",
        "姓氏「{name}」，文中另有全名",
        "姓氏“{name}”，文中另有全名",
    ),
    "guarded_name": (
        "guarded name “{name}” of someone named in full",
        "易混名稱「{name}」，文中另有全名",
        "易混名称“{name}”，文中另有全名",
    ),
    "lone_surname": (
        "surname “{name}”, which means one person everywhere",
        "姓氏「{name}」，通篇只指一人",
        "姓氏“{name}”，通篇只指一人",
    ),
    "proposed_name": (
        "proposed by a model; as “{name}”, not in the authority file",
        "由模型提出；「{name}」不在權威檔內",
        "由模型提出；“{name}”不在规范档内",
    ),
    "proposed_short_name": (
        "proposed by a model; short for “{name}”, named in full",
        "由模型提出；為「{name}」的簡稱，文中另有全名",
        "由模型提出；为“{name}”的简称，文中另有全名",
    ),
}
