-- luxterm in Neovim 0.11 and later: ~/.config/nvim/lsp/luxterm.lua, and vim.lsp.enable("luxterm") in init.lua
return {
  cmd = { "luxterm", "server" },
  filetypes = { "markdown", "quarto", "rmd", "mdx", "text", "html", "rst", "tex", "plaintex", "asciidoc", "asciidoctor", "gitcommit" },
  root_markers = { "luxterm.toml", "pyproject.toml", ".git" },
}
