"""What changed between two locks: `python tools/locked.py OLD NEW`, a line a package."""

from __future__ import annotations

import re
import sys
from pathlib import Path

PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)


def versions(text: str) -> dict[str, str]:
    """Package → version; where one has several, by system or Python, all of them."""
    found: dict[str, list[str]] = {}
    for name, version in PIN.findall(text):
        found.setdefault(name, []).append(version)
    return {name: " / ".join(several) for name, several in found.items()}


def changes(old: str, new: str) -> list[str]:
    """`name  1.0 → 1.1`, `name  + 1.0`, `name  - 1.0`; `name  1.0: other files` where only its hashes changed."""
    before, after = versions(old), versions(new)
    told = []
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name), after.get(name)
        if was is None or now is None:
            told.append(f"{name}  + {now}" if was is None else f"{name}  - {was}")
        elif was != now:
            told.append(f"{name}  {was} → {now}")
        elif files(old, name) != files(new, name):
            told.append(f"{name}  {now}: other files")
    return told


def files(text: str, name: str) -> set[str]:
    """The hashes of a package."""
    found = re.search(rf"^{re.escape(name)}==.*?(?=^\S|\Z)", text, re.MULTILINE | re.DOTALL)
    return set(re.findall(r"--hash=(\S+)", found[0])) if found else set()


def main() -> None:
    old, new = (Path(name) for name in sys.argv[1:])
    told = changes(old.read_text(encoding="utf-8"), new.read_text(encoding="utf-8"))
    print(f"{new.name}: {len(told)} changed" if told else f"{new.name}: nothing changed")
    for line in told:
        print(f"  {line}")


if __name__ == "__main__":
    main()
