"""Duties (应办事项): what units owe beside their measures, opened, reminded, done and missed."""
