"""GitHub workflow commands: an annotation a finding, within the limits of a step; the summary holds the rest.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from kpi.auditing.result import AuditResult, FindingResult
from kpi.presenting.audit_view import SEVERITIES, summary
from kpi.presenting.escaping import foreign
from kpi.presenting.lang import Lang
from kpi.presenting.messages import message, word
from kpi.presenting.outputs.places import Place, Places, spread, titled
from kpi.presenting.problems import describe
from kpi.presenting.weakened import weakened_line
from kpi.presenting.weights import weights_told
from kpi.presenting.where import where
from kpi.presenting.worded import in_words

COMMANDS = {"critical": "error", "warning": "warning", "info": "notice"}
MOST = 10  # annotations of one level that GitHub shows of one step
TITLE = 200


def render(result: AuditResult, lang: Lang, folder: str = "") -> bytes:
    """UTF-8 lines for the log; what is cut is said in one notice."""
    result = in_words(result)
    places = Places(result, folder)
    weaker = weakened_line(result, lang)
    lines = [command("warning", None, "kpi", weaker)] if weaker else []
    lines += [
        command("error", Place(places.path(problem.file), problem.line), "kpi", describe(problem, lang))
        for problem in result.told_first[:MOST]
    ]
    rest: dict[str, int] = {"problem": max(0, len(result.told_first) - MOST)}
    for severity in SEVERITIES:
        own = [finding for finding in result.findings if finding.severity == severity]
        # A notice of its own says how many were cut, and counts as one.
        most = MOST - 1 if COMMANDS[severity] == "notice" and (any(rest.values()) or len(own) > MOST) else MOST
        most -= bool(weaker) and COMMANDS[severity] == "warning"  # its own line is one of them
        lines += [_annotation(finding, lang, places) for finding in spread(own, most)]
        rest[severity] = max(0, len(own) - most)
    if any(rest.values()):
        counted = message("audit.comma", lang).join(
            message("audit.verdict_count", lang, word=word("severity", severity, lang), n=n)
            for severity, n in rest.items()
            if n
        )
        lines.append(command("notice", None, "kpi", message("github.more", lang, counted=counted)))
    if not result.problems:
        lines += [_data(describe(told, lang)) for told in result.warnings if told.code == "policy_holds"]
        lines.append(_data(summary(result, lang)))
        lines += [_data(told) for told in weights_told(result, lang)]
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _annotation(finding: FindingResult, lang: Lang, places: Places) -> str:
    index = 0 if lang == "zh" else 1
    place = places.of(finding)
    told = f"{where(place.stands, lang)}: {finding.message[index]}" if place.stands else finding.message[index]
    return command(COMMANDS[finding.severity], place, titled(finding, lang)[:TITLE], told)


def command(name: str, place: Place | None, title: str, text: str) -> str:
    """`::error file=a.txt,line=3,title=…::…` on one line. Columns only within one line, as GitHub wants them."""
    fields: dict[str, object] = {}
    if place and place.file:
        fields["file"] = place.file
        if place.line and not place.stands:  # a line of the flat text is none of the file
            fields |= {"line": place.line, "endLine": place.end_line or place.line}
        if place.column and place.end_column and place.end_line == place.line and not place.stands:
            fields |= {"col": place.column, "endColumn": place.end_column}
    fields["title"] = title
    return f"::{name} {','.join(f'{key}={_property(str(value))}' for key, value in fields.items())}::{_data(text)}"


def _data(text: str) -> str:
    """As GitHub's own toolkit escapes, so that no text of a report can start a command of its own."""
    return foreign(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
