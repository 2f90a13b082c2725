"""What offices exchange: plans and ledgers read from files."""
