"""Arithmetic of printed numbers: intervals, the laws that numbers of one relation obey, and solving for lost ones.

Pure and of no text: what reads reports (kpi.extraction) and what judges them (kpi.relations) both use it.
"""
