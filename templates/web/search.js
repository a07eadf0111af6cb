// Searches the texts of the site, on the page of the search alone.
// In: what was asked, in the address of the page; the passages, which texts.js sets as `siteTexts` and which are read
// only then. Out: the passages that hold every word asked for, those that name it in a title first. A word is found at
// the beginning of a word, whatever its accents and capitals; a plural finds its singular.
(() => {
  "use strict";
  const SHOWN = 40, BEFORE = 70, AFTER = 190;
  const finder = document.querySelector("[data-texts]");
  const status = finder.querySelector("[role=status]");
  const list = finder.querySelector(".hits");
  const field = finder.querySelector("input[type=search]");
  const small = new Set(finder.dataset.small.split(" ")); // words that say nothing, unless nothing else is asked for
  const asked = (new URLSearchParams(location.search).get("q") ?? "").trim();

  const letters = (text) =>
    text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/g, "oe").replace(/æ/g, "ae");

  const wordsOf = (text) => {
    const words = letters(text).split(/[^\p{L}\p{N}]+/u).filter((word) => word);
    const telling = words.filter((word) => !small.has(word));
    const kept = [...new Set(telling.length ? telling : words)].slice(0, 8);
    return kept.map((word) => (word.length > 4 ? word.replace(/[sx]$/, "") : word));
  };

  // A short word is looked for whole, so that `art` does not find `article`.
  const finderOf = (word) => {
    const end = word.length > 3 ? "[\\p{L}\\p{N}]*" : "(?![\\p{L}\\p{N}])";
    return new RegExp(`(^|[^\\p{L}\\p{N}])(${word}${end})`, "gu");
  };

  // Letters of a text, and for each of them the place in the text that it comes from.
  const traced = (text) => {
    const places = [];
    let plain = "";
    for (let place = 0; place < text.length; place += 1) {
      const said = letters(text[place]);
      plain += said;
      for (let each = 0; each < said.length; each += 1) places.push(place);
    }
    places.push(text.length);
    return { plain, places };
  };

  const marksIn = (text, words) => {
    const { plain, places } = traced(text);
    const marks = words.flatMap((word) =>
      [...plain.matchAll(finderOf(word))].map((found) => {
        const start = found.index + found[1].length;
        return [places[start], places[start + found[2].length]];
      }),
    );
    return marks.sort((one, other) => one[0] - other[0]);
  };

  const excerpt = (text, words) => {
    const marks = marksIn(text, words);
    const first = marks.length ? marks[0][0] : 0;
    const start = first > BEFORE ? text.indexOf(" ", first - BEFORE) + 1 : 0;
    const cut = text.lastIndexOf(" ", first + AFTER);
    const end = text.length > first + AFTER && cut > first ? cut : text.length;
    const shown = document.createElement("p");
    let place = start;
    if (start) shown.append("… ");
    for (const [from, to] of marks) {
      if (from < place || to > end) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(from, to);
      shown.append(text.slice(place, from), mark);
      place = to;
    }
    shown.append(text.slice(place, end), end < text.length ? " …" : "");
    return shown;
  };

  const weightOf = (plain, word) => Math.min([...plain.matchAll(finderOf(word))].length, 5);

  const found = (words) => {
    const { sections, passages } = globalThis.siteTexts;
    const titles = sections.map(([, , title]) => letters(title));
    const hits = [];
    for (const [section, anchor, title, text] of passages) {
      const [href, place, sectionTitle] = sections[section];
      const [named, said] = [letters(title), letters(text)];
      let weight = 0;
      const holdsAll = words.every((word) => {
        const own = 10 * weightOf(named, word) + weightOf(said, word);
        weight += own + 4 * weightOf(titles[section], word);
        return own > 0 || (!anchor && weightOf(titles[section], word) > 0);
      });
      if (holdsAll) hits.push({ href: anchor ? `${href}#${anchor}` : href, place, sectionTitle, title, text, weight });
    }
    return hits.sort((one, other) => other.weight - one.weight);
  };

  const line = (hit, words) => {
    const item = document.createElement("li");
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = hit.href;
    link.textContent = hit.title || hit.sectionTitle;
    heading.append(link);
    const place = document.createElement("p");
    place.className = "hit-place";
    place.textContent = hit.title ? `${hit.place} · ${hit.sectionTitle}` : hit.place;
    item.append(heading, place, excerpt(hit.text, words));
    return item;
  };

  const count = (number) => {
    if (!number) return finder.dataset.none;
    if (number === 1) return finder.dataset.one;
    const words = number > SHOWN ? finder.dataset.first : finder.dataset.many;
    return [number, SHOWN].reduce((told, each) => told.replace("{}", each), words);
  };

  const show = () => {
    const words = wordsOf(asked);
    const hits = words.length ? found(words) : [];
    list.replaceChildren(...hits.slice(0, SHOWN).map((hit) => line(hit, words)));
    status.textContent = count(hits.length);
  };

  if (!asked) return;
  field.value = asked;
  document.title = `${asked} – ${document.title}`;
  const texts = document.createElement("script");
  texts.src = finder.dataset.texts;
  texts.addEventListener("load", show);
  texts.addEventListener("error", () => { status.textContent = finder.dataset.fault; });
  document.head.append(texts);
})();
