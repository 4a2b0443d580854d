"""The part of an audit that somebody asked for: some bodies, some fields of work."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from kpi.auditing.evidence import Evidence
from kpi.auditing.exits import exit_code
from kpi.auditing.gathering import only_bodies
from kpi.auditing.result import AuditResult, FindingResult, RelationResult
from kpi.errors import KpiError, nearest, problem
from kpi.extraction.catalogue import builtin_catalogue
from kpi.presenting.html.fields import OTHER, field_of, told_by


def fields_named(names: Iterable[str]) -> tuple[str, ...]:
    """The ids of fields of work, by id or by name in either language. KpiError: there is none such."""
    domains = builtin_catalogue().domains
    known = {name: one.id for one in domains.values() for name in (one.name, one.english, one.id) if name}
    known[OTHER] = OTHER
    found = []
    for name in names:
        if name not in known:
            expected = ", ".join((*domains, OTHER))
            raise KpiError(problem("no_such_field", found=name, expected=expected, nearest=nearest(name, known)))
        found.append(known[name])
    return tuple(dict.fromkeys(found))


def narrowed(result: AuditResult, bodies: Sequence[str], fields: Sequence[str]) -> AuditResult:
    """What is asked for, and a word that it is not all; the exit code is that of what is left.

    Where nothing is named, `result` as it is. For fields it needs the reports' texts.
    """
    if not bodies and not fields:
        return result
    told = problem("narrowed", bodies=", ".join(bodies), fields=", ".join(fields))
    if bodies:
        result = only_bodies(result, set(bodies))
    if fields:
        result = _only_fields(result, set(fields))
    return replace(result, warnings=(*result.warnings, told))


def require_bodies(names: Iterable[str], known: Collection[str]) -> None:
    """KpiError: nobody of that name is in the audit."""
    for name in names:
        if name not in known:
            expected = ", ".join(sorted(known)[:10])
            raise KpiError(problem("no_such_body", found=name, expected=expected, nearest=nearest(name, known)))


def _only_fields(result: AuditResult, fields: Collection[str]) -> AuditResult:
    evidence = result.evidence or Evidence()
    targets = tuple(target for target in result.targets if field_of(target, evidence) in fields)
    relations = tuple(relation for relation in result.relations if _field_of_relation(relation) in fields)
    known = {target.target for target in result.targets} | {relation.key for relation in result.relations}
    kept = {target.target for target in targets} | {relation.key for relation in relations}

    def concerns(finding: FindingResult) -> bool:
        if finding.subject in known:
            return finding.subject in kept
        return bool(finding.quote) and told_by([finding.quote]) in fields

    findings = tuple(filter(concerns, result.findings))
    return replace(
        result,
        targets=targets,
        relations=relations,
        findings=findings,
        settled=tuple(filter(concerns, result.settled)),
        tally=None,
        exit_code=exit_code(findings, result.fail_on, result.evaluated, result.lacking),
    )


def _field_of_relation(relation: RelationResult) -> str:
    """That of its whole, by the words that say what is measured; else by those around."""
    known = builtin_catalogue()
    for member in relation.members:
        if found := known.get(known.resolve(member.subject, member.unit, "")):
            return found.domain
    return told_by(
        [*(member.subject for member in relation.members), *(m.quote.sentence for m in relation.members)]
    )
