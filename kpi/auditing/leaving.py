"""Bodies that an audit on a cluster leaves out, each told with the reason: the others are judged all the same.

A body is left out whole. With half of its reports it would be accused of what the other half says.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from kpi.errors import KpiError, Problem, problem
from kpi.warehouse.loading import forget_docs
from kpi.warehouse.store import Warehouse
from kpi.workspace.reports import ReportFile

Refused = Mapping[str, Sequence[Problem]]  # doc of a report that was not read → why


class LeftOut:
    """`bodies` are those that are left out so far, `problems` what is told of them."""

    def __init__(self) -> None:
        self.bodies: set[str] = set()
        self.problems: list[Problem] = []

    def unread(self, files: Sequence[ReportFile], refused: Refused) -> None:
        """The bodies of reports that were not read. KpiError: nobody knows of which body one is."""
        found = [problem for problems in refused.values() for problem in problems]
        of_body = {file.doc: file.body for file in files if file.doc in refused}
        if not all(of_body.get(doc) for doc in refused):
            raise KpiError(found)
        self.bodies.update(of_body.values())
        self.problems += found
        self.problems += [problem("body_unread", doc, body=of_body[doc]) for doc in sorted(refused)]

    def unfinished(self, body: str, reason: str) -> None:
        """A body at which the workers failed."""
        self.bodies.add(body)
        self.problems.append(problem("body_unfinished", body=body, reason=reason))


def forget_bodies(warehouse: Warehouse, bodies: Collection[str]) -> None:
    """Remove all that was read in the reports of these bodies; the next audit reads them again."""
    rows = warehouse.rows("SELECT doc FROM reports WHERE list_contains(?::VARCHAR[], body)", [sorted(bodies)])
    if rows:
        forget_docs(warehouse, [doc for (doc,) in rows])
