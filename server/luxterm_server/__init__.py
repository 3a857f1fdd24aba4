"""The language server: a thin shell around the engine."""
