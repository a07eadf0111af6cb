// Reloads the page when its text has changed; tells the file and line of a block clicked with Alt.
"use strict";
const edition = document.currentScript.dataset.edition;
const place = document.querySelector(".preview-place");

new EventSource("/events").addEventListener("message", (event) => {
  if (event.data !== edition) location.reload();
});

document.addEventListener("click", (event) => {
  if (!event.altKey) return;
  const block = event.target.closest("[data-line], [data-source]");
  const source = block?.closest("[data-source]")?.dataset.source;
  if (!source) return;
  event.preventDefault();
  place.textContent = block.dataset.line ? `${source}:${block.dataset.line}` : source;
  navigator.clipboard?.writeText(place.textContent).catch(() => {});
}, true);
