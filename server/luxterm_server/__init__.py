"""The language server: a thin shell around the engine.

From the outside to the inside:

- `transport` and `protocol` carry messages, `app` puts a `session` with one client together, `client` knows
  what that client can do, and `positions` counts as it counts.
- `text_sync`, `configuring`, `features` and `commands` handle what the client sends. Some commands have a
  module of their own: `workspace_scan`, `config_edit`, `suppression_comments`.
- `documents` keeps open documents checked. `engine` is the one thread that does so, `checking` and `analysis`
  are what it does there, and `scanning` is the same for files that aren't open.
- `workspace` and `settings` say by which configuration.
- `diagnostics`, `actions`, `cards`, `completion` and `titles` make of findings what editors show.
"""
