"""`python -m kpi`."""

import sys
from pathlib import Path

# Python looks for modules in the folder that the user stands in first: a workspace must not bring its own.
if sys.path and Path(sys.path[0] or ".").resolve() == Path.cwd() != Path(__file__).resolve().parent.parent:
    del sys.path[0]

from kpi.cli import main

if __name__ == "__main__":
    main()
