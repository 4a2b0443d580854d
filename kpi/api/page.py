"""The frames of docs/python.md and its 中文 twin; a test holds them to columns.yml.

python -m kpi.api.page docs/python.md docs/python.zh-CN.md
"""

from __future__ import annotations

import sys

from kpi.api.frames import shapes
from kpi.presenting.tables_page import refresh

if __name__ == "__main__":
    refresh(sys.argv[1:], shapes().values(), types=True)
