"""What people do about acceptance (验收销号); the rules are :mod:`supervision.acceptance`."""
