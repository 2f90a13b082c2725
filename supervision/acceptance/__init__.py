"""Acceptance (验收销号, G5, J3, J7): from the application of a unit to the closing, and back.

:mod:`table` says what may follow what, :mod:`case` keeps what happened, :mod:`machine` decides,
:mod:`effects` says what it does to the progress of a measure, :mod:`terms` which stages a city has.
"""
