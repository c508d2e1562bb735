-- Drives Neovim as somebody at its keyboard would, and writes what was seen as JSON to $HVLINT_SEEN. Runs in Neovim 0.7 and later.
local env = vim.env
local seen = { version = vim.version().major .. '.' .. vim.version().minor }
local chosen

-- Whoever is asked chooses the first that has the title wanted.
vim.ui.select = function(items, _, done)
  seen.offered = {}
  for _, item in ipairs(items) do
    local action = item.action or item[2]
    table.insert(seen.offered, action.title)
    if chosen and action.title:find(chosen, 1, true) then
      chosen = nil
      return done(item, 1)
    end
  end
  done(nil, nil)
end

local function wait(isSo)
  return vim.wait(20000, isSo, 20)
end

local function line(number)
  return vim.api.nvim_buf_get_lines(0, number - 1, number, true)[1]
end

-- Puts the cursor where a text begins in a line.
local function go(number, text)
  local from = assert(line(number):find(text, 1, true), 'no ' .. text .. ' in line ' .. number)
  vim.api.nvim_win_set_cursor(0, { number, from - 1 })
end

local function number_of(text)
  for number, content in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, true)) do
    if content:find(text, 1, true) then
      return number
    end
  end
  error('no line with ' .. text)
end

local function markers()
  local all = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    local code = d.code or (d.user_data and d.user_data.lsp and d.user_data.lsp.code)
    table.insert(all, { rule = code, line = d.lnum + 1, column = d.col + 1, severity = d.severity, source = d.source })
  end
  return all
end

local function has(rule)
  for _, marker in ipairs(markers()) do
    if marker.rule == rule then
      return true
    end
  end
  return false
end

local function drive()
  vim.cmd('edit hosts/hv03.yaml')
  local config = {
    name = 'hvlint',
    cmd = { env.HVLINT_NODE, env.HVLINT_BIN, 'lsp', '--stdio' },
    root_dir = vim.fn.getcwd(),
    init_options = { delay = 20 },
  }
  local id
  if vim.lsp.start then
    id = vim.lsp.start(config)
  else
    id = vim.lsp.start_client(config)
    vim.lsp.buf_attach_client(0, id)
  end
  local client = vim.lsp.get_client_by_id(id)
  wait(function()
    return client.initialized and #vim.diagnostic.get(0) > 0
  end)
  -- Twice is once too often: a while for what would come after.
  vim.wait(500)
  seen.opened = markers()
  local can = client.server_capabilities
  local function ask(method, params)
    params.textDocument = vim.lsp.util.make_text_document_params()
    local answers = vim.lsp.buf_request_sync(0, method, params, 20000) or {}
    return answers[id] and answers[id].result
  end
  local function here()
    local at = vim.api.nvim_win_get_cursor(0)
    return { position = { line = at[1] - 1, character = at[2] } }
  end

  -- A fix.
  local number = number_of('switchType: external')
  go(number, 'external')
  chosen = 'Write External'
  vim.lsp.buf.code_action()
  wait(function()
    return line(number):find('switchType: External', 1, true) ~= nil
  end)
  seen.fixed = line(number)
  seen.vanished = wait(function()
    return not has('reading/enum-casing')
  end)
  seen.after = markers()

  -- Undone, the marker is back.
  vim.cmd('silent undo')
  seen.returned = wait(function()
    return has('reading/enum-casing')
  end)

  if can.hoverProvider then
    go(number_of('teamingMode'), 'teamingMode')
    vim.lsp.buf.hover()
    local function floating()
      for _, window in ipairs(vim.api.nvim_list_wins()) do
        if vim.api.nvim_win_get_config(window).relative ~= '' then
          return window
        end
      end
    end
    wait(function()
      return floating() ~= nil
    end)
    local window = floating()
    if window then
      seen.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      vim.api.nvim_win_close(window, true)
    else
      seen.hover = ''
    end
  end

  if can.completionProvider then
    number = number_of('teamingMode')
    local before = line(number)
    local cut = before:gsub('SwitchIndependent', 'S')
    vim.api.nvim_buf_set_lines(0, number - 1, number, true, { cut })
    vim.api.nvim_win_set_cursor(0, { number, #cut })
    local at = { position = { line = number - 1, character = #cut } }
    local result = ask('textDocument/completion', at) or {}
    seen.completion = {}
    for _, item in ipairs(result.items or result) do
      table.insert(seen.completion, item.label)
    end
    vim.api.nvim_buf_set_lines(0, number - 1, number, true, { before })
  end

  if can.definitionProvider then
    go(number_of('netAdapterName: Team1'), 'Team1')
    local result = ask('textDocument/definition', here()) or {}
    local first = result.uri and result or result[1]
    local range = first and (first.range or first.targetSelectionRange)
    seen.definition = range and range.start.line + 1 or 0
    -- The switch is on the team's interface, which has the team's name.
    seen.interface = number_of('name: Team1, primary')
  end

  if can.renameProvider then
    go(number_of('name: GuestA'), 'GuestA')
    vim.lsp.buf.rename('Outside')
    local renamed = vim.api.nvim_win_get_cursor(0)[1]
    wait(function()
      return line(renamed):find('Outside', 1, true) ~= nil
    end)
    seen.renamed = {}
    for _, buffer in ipairs(vim.api.nvim_list_bufs()) do
      local text = vim.api.nvim_buf_is_loaded(buffer) and table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n') or ''
      if text:find('Outside', 1, true) then
        seen.renamed[vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ':.')] = text .. '\n'
      end
    end
  end

  seen.can = {
    hover = can.hoverProvider and true or false,
    completion = can.completionProvider and true or false,
    definition = can.definitionProvider and true or false,
    rename = can.renameProvider and true or false,
  }
  vim.lsp.stop_client(id)
  seen.ended = wait(function()
    return vim.lsp.get_client_by_id(id) == nil
  end)
end

local worked, problem = pcall(drive)
if not worked then
  seen.problem = tostring(problem)
end
local file = assert(io.open(env.HVLINT_SEEN, 'w'))
file:write(vim.fn.json_encode(seen))
file:close()
vim.cmd('qa!')
