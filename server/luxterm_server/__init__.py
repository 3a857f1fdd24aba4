"""The language server: a thin shell around the engine.

From the outside to the inside:

- `transport` and `protocol` carry messages, `app` sets up a `session` with one client, `client` knows
  what that client can do, and `positions` counts as the client does.
- `text_sync`, `configuring`, `features` and `commands` handle what the client sends. Some commands have a
  module of their own: `workspace_scan`.
- `documents` keeps open documents checked. `engine` is the one thread that does so, `checking` and `analysis`
  are what runs there, and `scanning` is the same for files that aren't open.
- `luxterm.editing`, not here, decides which configuration applies, and changes it.
- `diagnostics`, `actions`, `cards`, `completion` and `titles` turn findings into what editors show.
"""
