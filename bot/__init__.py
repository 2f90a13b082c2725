"""The edges: WeChat callback and sender, the clock, settings, wiring, command line."""
