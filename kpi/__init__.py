"""kpi: target tracking and KPI audit for reports of Chinese public bodies.

Importing the package is cheap: neither pandas nor Great Expectations is loaded until a step needs it.
"""

__version__ = "0.1.0"
