"""`luxterm.toml`: what it says, reading it, and which one applies."""
