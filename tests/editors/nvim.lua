-- What Neovim makes of the server: `nvim --headless -l nvim.lua CONFIG[,CONFIG] FILE REPORT`.
-- It writes what the editor shows to REPORT (JSON) and judges nothing. With EDITOR_ONLY_SAVE it saves at once.
local configs, file, out = vim.split(arg[1], ","), arg[2], arg[3]
local report = { started = false, diagnostics = {}, underlined = 0, hover = "", actions = {} }
local function finish(code)
  vim.fn.writefile({ vim.json.encode(report) }, out)
  for _, running in ipairs(vim.lsp.get_clients()) do
    running.stop(code ~= 0)
  end
  vim.wait(5000, function() return #vim.lsp.get_clients() == 0 end, 20)
  os.exit(code)
end
local function await(condition)
  return vim.wait(tonumber(os.getenv("EDITOR_WAIT")) * 1000, condition, 20)
end
local function shown()
  local found = {}
  for _, item in ipairs(vim.diagnostic.get(0)) do
    table.insert(found, {
      message = item.message, source = item.source, code = item.code, severity = item.severity,
      line = item.lnum, column = item.col,
      words = table.concat(vim.api.nvim_buf_get_text(0, item.lnum, item.col, item.end_lnum, item.end_col, {}), "\n"),
    })
  end
  return found
end

vim.cmd("filetype on")
vim.tbl_map(dofile, configs)
vim.cmd("silent edit " .. vim.fn.fnameescape(file))
local client
await(function()
  client = vim.lsp.get_client_by_id(1) -- the first one, also before it is ready
  return not client or client.initialized
end)
if not client then finish(1) end
report.started = true
await(function() return #vim.diagnostic.get(0) > 0 end)
report.diagnostics = shown()
local first = vim.diagnostic.get(0)[1]
if not first then finish(1) end
local drawn = vim.diagnostic.get_namespace(first.namespace).user_data.underline_ns
report.underlined = #vim.api.nvim_buf_get_extmarks(0, drawn, 0, -1, {})
if os.getenv("EDITOR_ONLY_SAVE") then
  vim.cmd("silent write")
  finish(0)
end

vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.lsp.buf.hover()
await(function()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      report.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n")
      return true
    end
  end
end)

local before = vim.api.nvim_buf_get_changedtick(0)
vim.lsp.buf.code_action({
  apply = true,
  filter = function(action)
    table.insert(report.actions, action.title)
    return action.isPreferred == true
  end,
})
await(function() return vim.api.nvim_buf_get_changedtick(0) > before end)
await(function() return #vim.diagnostic.get(0) < #report.diagnostics end)
report.left = shown()
vim.cmd("silent write")
finish(0)
