"""The rules (监督规则): pure values and functions; no I/O, no clock, no randomness."""
