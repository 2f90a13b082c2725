"""A policy tried out (模拟): a ledger and what happened in, the steps of the ladder out."""
