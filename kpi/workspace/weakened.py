"""What a workspace's settings switch off, narrow, widen or date: every output tells it, in one line.

Suites and ledger have more of it (kpi.auditing.weakened). Nothing of it is wrong, and nothing of it is hidden.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpi.errors import Problem, listed, problem
from kpi.workspace.config import CONFIG_FILE, Config, SuiteUse
from kpi.workspace.limits import raised

# Codes of problems that say so.
WEAKENING = frozenset(
    {
        "rule_off", "suite_off", "suite_narrowed", "checks_left_out", "checks_weakened", "fail_on_never",
        "folder_elsewhere",
        "condition_selects_nothing", "audit_dated", "reports_dated", "tolerance_widened", "limits_raised",
        "weight_lowered",
        "arithmetic_alone", "dismissed_blindly", "decided_by_hand", "indicators_changed",
        "body_unread", "body_unfinished", "targets_unjudged", "narrowed",
    }
)  # fmt: skip
# Those of them that say that a body was not judged at all.
UNJUDGED = frozenset({"body_unread", "body_unfinished"})


def weakened(config: Config) -> list[Problem]:
    """One problem for each setting of kpi.yml by which an audit sees, judges or stops at less."""
    off = [problem("rule_off", CONFIG_FILE, rule.line, found=rule.id, why=rule.why) for rule in config.rules_off]
    suites = [found for use in config.suites for found in _narrowed(use)]
    return [*off, *suites, *_settings(config)]


def _narrowed(use: SuiteUse) -> Iterator[Problem]:
    if use.off:
        yield problem("suite_off", CONFIG_FILE, use.line, found=use.name, why=use.off)
        return
    if use.without:
        yield problem("checks_left_out", CONFIG_FILE, use.line, suite=use.name, found=", ".join(use.without))
    if use.limited:
        yield problem(
            "suite_narrowed", CONFIG_FILE, use.line, found=use.name, bodies=", ".join(use.bodies),
            reports=", ".join(use.reports), start=use.start or "", end=use.end or "",
        )  # fmt: skip


def _settings(config: Config) -> Iterator[Problem]:
    standard = Config(config.root)
    for key in ("reports", "targets", "ledger"):
        if (found := getattr(config, key)) != (expected := getattr(standard, key)):
            yield problem("folder_elsewhere", CONFIG_FILE, key=key, found=found, expected=expected)
    if config.fail_on == "never":
        yield problem("fail_on_never", CONFIG_FILE)
    if config.dated and config.as_of:
        yield problem("audit_dated", CONFIG_FILE, found=config.as_of)
    if config.periods:
        told = [f"{one.report} {one.period}" for one in config.periods]
        yield problem("reports_dated", CONFIG_FILE, n=len(told), found=listed(told))
    if config.tolerance_about > standard.tolerance_about:
        yield problem("tolerance_widened", CONFIG_FILE, key="about", found=f"{config.tolerance_about * 100:f}%",
                      expected=f"{standard.tolerance_about * 100:f}%")  # fmt: skip
    if config.tolerance_points > standard.tolerance_points:
        yield problem("tolerance_widened", CONFIG_FILE, key="rate_points", found=config.tolerance_points,
                      expected=standard.tolerance_points)  # fmt: skip
    if more := raised(config.limits):
        yield problem("limits_raised", CONFIG_FILE, found=", ".join(f"{name}: {n}" for name, n in more.items()))
