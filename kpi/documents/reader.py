"""The process that reads documents apart: `python reader.py`.

On standard input a name, the seconds and bytes that it may take, and the bytes of a file; on standard output the
document or its problems (pickled: both sides are kpi); again and again until the input ends. It is named by its
path, so that nothing of the folder that the user stands in is imported.
"""

from __future__ import annotations

import os
import pickle
import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from kpi.documents.apart import receive, send
from kpi.documents.bounds import hold
from kpi.documents.reading import built
from kpi.errors import KpiError


def main() -> None:
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what a library prints is no answer
    while True:
        try:
            name, limits, data = receive(sys.stdin.buffer, 3)
        except EOFError:
            return
        hold(*map(int, limits.split()))
        send(answers, [answer(Path(os.fsdecode(name)), data)])


def answer(path: Path, data: bytes) -> bytes:
    """The document, or the problems that it has."""
    try:
        return pickle.dumps(built(data, path), pickle.HIGHEST_PROTOCOL)
    except KpiError as error:
        return pickle.dumps(error.problems)
    except MemoryError:
        os._exit(1)  # as when a parser ends the process; the other side tells


if __name__ == "__main__":
    main()
