-- Notes stand where they are called: CSS moves them to the foot of the page. Links of class `page` print a page number.
function Note(note)
  return pandoc.Span(pandoc.utils.blocks_to_inlines(note.content), { class = "footnote" })
end
