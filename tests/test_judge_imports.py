"""Heavy packages are loaded by the steps that need them and not before."""

import subprocess
import sys

from waiting_support import LIMIT


def loaded_after(code: str) -> set[str]:
    script = f"import sys\n{code}\nprint(' '.join(sys.modules))"
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LIMIT)
    return set(done.stdout.split())


def test_importing_us_loads_no_heavy_package() -> None:
    ours = ("warehouse.store", "warehouse.loading", "auditing.suites", "auditing.judge", "auditing.exits")
    loaded = loaded_after("import " + ", ".join(["kpi", *(f"kpi.{one}" for one in ours)]))
    assert not {"pandas", "great_expectations", "duckdb", "scipy"} & loaded


def test_great_expectations_is_loaded_without_the_statistics_that_it_hardly_needs() -> None:
    code = (
        "from kpi.auditing.gx import registered; registered(); before = 'scipy.stats._stats_py' in sys.modules\n"
        "from great_expectations.expectations.core import expect_column_kl_divergence_to_be_less_than as kl\n"
        "assert not before and abs(kl.stats.entropy([0.5, 0.5], [0.5, 0.5])) < 1e-9"
    )
    modules = loaded_after(code)
    assert {"great_expectations", "scipy.stats._stats_py"} <= modules
