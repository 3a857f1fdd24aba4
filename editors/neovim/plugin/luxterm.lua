-- luxterm in Neovim 0.10 and later: ~/.config/nvim/plugin/luxterm.lua
vim.api.nvim_create_autocmd("FileType", {
  pattern = { "markdown", "quarto", "rmd", "mdx", "text", "html", "rst", "tex", "plaintex", "asciidoc", "asciidoctor", "gitcommit" },
  callback = function(args)
    vim.lsp.start({
      name = "luxterm",
      cmd = { "luxterm", "server" },
      root_dir = vim.fs.root(args.buf, { "luxterm.toml", "pyproject.toml", ".git" })
        or vim.fs.dirname(vim.api.nvim_buf_get_name(args.buf)),
    })
  end,
})
