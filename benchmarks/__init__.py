"""How fast luxterm is, beside the tools a user would pick instead: `python -m benchmarks`."""
