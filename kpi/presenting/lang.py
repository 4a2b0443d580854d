"""Which language people's text is written in: --lang, else the workspace's, else the locale's."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Literal

Lang = Literal["zh", "en"]


def choose_lang(
    flag: str | None = None, workspace: str | None = None, environ: Mapping[str, str] | None = None
) -> Lang:
    """The first of flag and workspace that names a language; else 中文 under a Chinese locale, else English."""
    for wanted in (flag, workspace):
        if wanted in ("zh", "en"):
            return "zh" if wanted == "zh" else "en"
    return locale_lang(os.environ if environ is None else environ)


def locale_lang(environ: Mapping[str, str]) -> Lang:
    """POSIX precedence: LC_ALL, then LC_MESSAGES, then LANG; the first one set decides."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
