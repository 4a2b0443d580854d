"""Quantities, relations and targets of one report."""
