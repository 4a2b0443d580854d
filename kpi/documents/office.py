"""Old Word, WPS, RTF and ODT files: turned into docx by LibreOffice where it is installed, then read as such.

LibreOffice runs without a window, in a profile of its own that is thrown away, with macros off and a time limit.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from kpi.documents import docx
from kpi.documents.block import Content
from kpi.errors import KpiError, problem
from kpi.system import kill_group

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 90
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_RTF = b"{\\rtf"
_ZIP = b"PK"


def program() -> str | None:
    """LibreOffice on this machine."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def read(data: bytes, name: str) -> Content:
    """The blocks of a file. KpiError: document_needs_office, document_broken, and what docx says."""
    office = program()
    if office is None:
        raise KpiError(problem("document_needs_office", name, expected="libreoffice-writer-nogui"))
    with tempfile.TemporaryDirectory(prefix="kpi-") as folder:
        return docx.read(_turned(office, data, Path(folder), name), name)


def _turned(office: str, data: bytes, folder: Path, name: str) -> bytes:
    """The file as docx."""
    suffix = "rtf" if data.startswith(_RTF) else "odt" if data.startswith(_ZIP) else "doc"
    source = folder / f"report.{suffix}"
    source.write_bytes(data)
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
    command = [
        office, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
        "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    told = _run(command, folder, name)
    made = folder / "out" / "report.docx"
    if not made.is_file():
        raise KpiError(problem("document_broken", name, reason=f"LibreOffice: {told[-200:]}"))
    return made.read_bytes()


def _run(command: list[str], folder: Path, name: str) -> str:
    """What the program says; it and what it started end within the time limit."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder,
        env={**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}, start_new_session=True,
    )  # fmt: skip
    try:
        out, _ = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        raise KpiError(problem("document_too_slow", name, seconds=SECONDS)) from None
    return out.decode("utf-8", "replace").strip()


def _end(process: subprocess.Popen[bytes]) -> None:
    kill_group(process)
    process.communicate()
