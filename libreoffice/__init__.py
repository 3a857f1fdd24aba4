"""The extension for LibreOffice: `extension/` is what goes into it, `build` makes it."""
