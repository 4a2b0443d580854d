"""Build the site: `python -m tools.site [FOLDER]`; FOLDER (site/) is written anew.

One build a language with its own search index, the second in a folder of the first. Any warning of a build fails.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from kpi.presenting.lang import Lang
from tools.site.pages import pages, pictures, shown
from tools.site.words import HERE, LANGUAGES, ROOT, site

# What an offline build would fetch for search on pages opened as files; worker.js stands in for it.
_FETCHED = "https://unpkg.com/iframe-worker/shim"
_EXTENSIONS: list[Any] = [
    "tables",
    "attr_list",
    {"toc": {"permalink": True}},
    "pymdownx.highlight",
    "pymdownx.superfences",
]


def main(folder: Path) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        built = Path(scratch) / "site"
        for lang in LANGUAGES:
            place = Path(scratch) / lang
            stage(place, lang)
            command = [
                sys.executable,
                "-m",
                "zensical",
                "build",
                "--strict",
                "--config-file",
                str(place / "mkdocs.yml"),
            ]
            done = subprocess.run(command, cwd=place, check=False, capture_output=True, text=True)
            if done.returncode or "arning" in done.stdout + done.stderr:
                print(done.stdout + done.stderr, file=sys.stderr)
                return 1
            shutil.copytree(place / "site", built / site()["languages"][lang]["folder"], dirs_exist_ok=True)
        finish(built)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(built, folder)
    print(f"{folder / 'index.html'}: {len(list(folder.rglob('*.html')))} pages")
    return 0


def stage(place: Path, lang: Lang) -> None:
    """The folder that one build starts from: docs/ and mkdocs.yml."""
    (place / "docs" / "images").mkdir(parents=True)
    for name, text in pages(lang).items():
        (place / "docs" / name).write_text(text, encoding="utf-8")
    for picture in pictures():
        shutil.copy(picture, place / "docs" / "images")
    (place / "mkdocs.yml").write_text(yaml.safe_dump(config(lang), allow_unicode=True), encoding="utf-8")


def config(lang: str) -> dict[str, Any]:
    """The settings of one build."""
    known = site()["languages"]
    up = "../" if known[lang]["folder"] else ""
    front = {code: f"{one['folder']}/index.html".lstrip("/") for code, one in known.items()}
    return {
        "site_name": site()["title"][lang],
        "use_directory_urls": False,
        "theme": {"name": "material", "language": known[lang]["code"], "font": False,
                  "features": ["navigation.sections", "navigation.footer", "toc.follow", "content.code.copy",
                               "search.highlight"]},
        "plugins": ["search", "offline"],
        "markdown_extensions": _EXTENSIONS,
        "extra": {"generator": False, "alternate": [
            {"name": one["name"], "lang": one["code"], "link": up + front[code]} for code, one in known.items()]},
        "nav": [{section["title"][lang]: [f"{shown(name)}.md" for name in section["pages"]]}
                for section in site()["nav"]],
    }  # fmt: skip


def finish(built: Path) -> None:
    """Nothing is fetched, and both indexes cut Chinese into words: the English pages quote plenty of it."""
    folders = [one["folder"] for one in site()["languages"].values()]
    for folder in (built / name for name in folders):
        shutil.copy(HERE / "worker.js", folder / "assets" / "javascripts")
        for index in (folder / "search.js", folder / "search.json"):
            _edit(index, lambda text: re.sub(r'"lang":\[[^\]]*\]', '"lang":["zh"]', text, count=1))
        for page in folder.glob("*.html"):
            _edit(page, lambda text: text.replace(_FETCHED, "assets/javascripts/worker.js"))


def _edit(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"))
