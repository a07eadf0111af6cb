-- pandoc's tree for Typst: boxes as calls of the template's functions, page numbers and marks as Typst's own.
local BOXES = { definition = true, advice = true, example = true, legal = true }
local CALLS = { ["box-label"] = "boxlabel", ["box-title"] = "boxtitle", promise = "promise", index = "indexed" }

local function wrapped(call, blocks)
  local out = pandoc.Blocks { pandoc.RawBlock("typst", "#" .. call .. "[") }
  out:extend(blocks)
  out:insert(pandoc.RawBlock("typst", "]"))
  return out
end

function Div(div)
  for _, class in ipairs(div.classes) do
    if BOXES[class] then return wrapped('callout("' .. class .. '")', div.content) end
    if CALLS[class] then return wrapped(CALLS[class], div.content) end
  end
end

function Span(span)
  if span.identifier ~= "" then
    local out = pandoc.Inlines(span.content)
    out:insert(1, pandoc.RawInline("typst", "#metadata(none) <" .. span.identifier .. ">"))
    return out
  end
end

function Link(link)
  if link.classes:includes("page") then
    local id = link.target:sub(2)
    return pandoc.RawInline("typst", "#link(<" .. id .. ">, context str(counter(page).at(<" .. id .. ">).first()))")
  end
end
