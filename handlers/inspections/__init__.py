"""Inspections (检查): which are called for, and what the office has found."""
