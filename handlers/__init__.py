"""What people can do, one use case a file; chat and web call the same ones."""
