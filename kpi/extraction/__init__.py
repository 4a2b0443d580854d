"""Quantities, relations and targets of one report: a pure function, text in, rows out."""

from __future__ import annotations

from kpi.extraction.catalogue import Catalogue, builtin_catalogue
from kpi.extraction.milestones import milestones
from kpi.extraction.numberless import numberless_targets
from kpi.extraction.quantities import read_quantities
from kpi.extraction.relatives import relative_targets
from kpi.extraction.stretches import with_stretches
from kpi.extraction.targets import numeric_targets
from kpi.extraction.weights import announced, weigh
from kpi.extraction.wrapping import join_hard_wraps
from kpi.model import PLAIN, Form, Reading
from kpi.numbers.plain import normalise
from kpi.reading.structure import read_report


def extract(
    text: str,
    doc: str,
    catalogue: Catalogue | None = None,
    front: str = "",
    form: Form = PLAIN,
    period: str = "",
) -> Reading:
    """All that is read in one report; `doc` names it (a path below the workspace, or a file's stem).

    `catalogue` names the indicators that subjects resolve to, by default the one that ships with the package;
    `front` is what stands above the text, `form` what the document says of its own form, `period` what
    somebody says of it (`read_report`).

    Never raises on odd text: what cannot be read is left out. Offsets index into `text` as given.
    """
    report = read_report(text, doc, front, form, period)
    scanned = join_hard_wraps(normalise(text))
    found = read_quantities(report, scanned, catalogue or builtin_catalogue())
    quantities = with_stretches(scanned, found.told)
    printed = [quantity for quantity in quantities if not quantity.worded]
    relative = relative_targets(report, scanned, printed)
    leads = {target.quantity for target in relative}  # 快于全国3个百分点 asks for no 3 points of its own
    numeric = numeric_targets(report, scanned, [quantity for quantity in printed if quantity.id not in leads])
    numbered = [*numeric, *relative, *numberless_targets(report, scanned, printed)]
    numbered.sort(key=lambda target: (target.start, target.end))
    lists = announced(report, scanned)
    weighed = weigh(lists, [*numbered, *milestones(report, scanned, printed, lists)])
    worded, bare = tuple(found.worded), tuple(found.bare)
    return Reading(report, tuple(quantities), (), tuple(weighed), worded=worded, bare=bare)
