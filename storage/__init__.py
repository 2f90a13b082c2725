"""Redis and nothing else: keys, atomic changes, and what is read back."""
