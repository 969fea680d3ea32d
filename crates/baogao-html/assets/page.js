// The way through the marks of an evidence page: select, step, filter, search. All facts stand in the page's tables;
// this shows the row of the selected mark beside the text. Text only ever becomes text nodes.
"use strict";
(() => {
  const id = (name) => document.getElementById(name);
  const body = document.body, text = id("text"), panel = id("panel"), details = id("details");
  const position = id("position"), search = id("search"), found = id("found");
  const marks = [...text.querySelectorAll("mark[id]")];
  const order = new Map(marks.map((mark, index) => [mark.id, index]));
  const kindOf = (mark) => mark.classList[0];
  const shown = (mark) => !body.classList.contains(`without-${kindOf(mark)}`);
  const names = new Map([...document.querySelectorAll(".chip")].map((chip) =>
    [chip.querySelector("input").value, chip.querySelector(".one").textContent]));
  // Repairs a character, from which on they are not shown until they are asked for.
  const DENSE = 0.05;
  let selected = null;

  // A mark that is cut has several elements; the first one has its id.
  const pieces = (mark) => text.querySelectorAll(`mark[data-mark="${mark.dataset.mark}"]`);
  const whole = (piece) => id(`m${piece.dataset.mark}`);
  const wording = (mark) => [...pieces(mark)].map((piece) => piece.textContent).join("");

  function element(tag, content, className) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...[content].flat());
    return made;
  }

  // The cells of rows that say something, each with the name of its column, the first of a name; the kind stands
  // above them.
  function facts(rows) {
    const said = new Map();
    for (const row of rows) {
      const heads = row.closest("table").tHead.rows[0].cells;
      for (const [index, { textContent }] of [...row.cells].entries()) {
        const name = heads[index].textContent;
        if (name && name !== "kind" && textContent && !said.has(name)) said.set(name, textContent);
      }
    }
    return [...said].flatMap(([name, value]) =>
      [element("dt", name), element("dd", value, name.startsWith("source reading") ? "reading" : "")]);
  }

  function show(mark) {
    const row = id(mark.dataset.record);
    // What a term means stands in the term's row.
    const list = element("dl", facts([row, row && id(row.dataset.term)].filter(Boolean)));
    const said = wording(mark).trim();
    const title = said.length > 80 ? `${said.slice(0, 80)}…` : said;
    const parts = [element("p", names.get(kindOf(mark)) ?? "", "kind"), list];
    if (title) parts.unshift(Object.assign(element("h2", title), { lang: "zh-Hans" }));
    const others = here(mark).filter((other) => other !== mark);
    if (others.length) parts.push(element("p", ["also here: ", ...others.map(toOther)], "also"));
    details.replaceChildren(...parts);
    details.className = kindOf(mark);
    panel.scrollTop = 0;
  }

  // The marks that lie around a mark or within it.
  function here(mark) {
    const around = [];
    for (let above = mark.closest("mark"); above; above = above.parentElement.closest("mark")) around.push(whole(above));
    const within = [...pieces(mark)].flatMap((piece) => [...piece.querySelectorAll("mark")].map(whole));
    return [...new Set([...around, ...within])].filter(shown).slice(0, 12);
  }

  function toOther(other) {
    const button = element("button", `${names.get(kindOf(other))} ${wording(other).slice(0, 20)}`);
    button.type = "button";
    button.addEventListener("click", () => select(other));
    return button;
  }

  function clear() {
    if (!selected) return;
    for (const piece of pieces(selected)) piece.classList.remove("on");
    selected.removeAttribute("aria-current");
    selected = null;
    details.replaceChildren();
    count();
  }

  function select(mark, { scroll = true, focus = true } = {}) {
    clear();
    selected = mark;
    for (const piece of pieces(mark)) piece.classList.add("on");
    mark.setAttribute("aria-current", "true");
    rove(mark);
    show(mark);
    count();
    if (scroll) mark.scrollIntoView({ block: "center" });
    if (focus) mark.focus({ preventScroll: true });
    history.replaceState(null, "", `#${mark.id}`);
  }

  // One mark at a time is in the order of the Tab key: hundreds would be a wall.
  function rove(mark) {
    const before = text.querySelector('mark[tabindex="0"]');
    if (before) before.tabIndex = -1;
    mark.tabIndex = 0;
  }

  // Repairs are passed by as long as there is anything else to step through.
  function steps() {
    const visible = marks.filter(shown);
    const said = visible.filter((mark) => kindOf(mark) !== "edit");
    return said.length ? said : visible;
  }

  function count() {
    const list = steps();
    const at = selected ? list.indexOf(selected) : -1;
    position.textContent = at < 0 ? `${list.length}` : `${at + 1} / ${list.length}`;
  }

  // The next mark in a list, from the selected one or from what is seen.
  function step(list, by) {
    if (!list.length) return;
    let from = selected ? order.get(selected.id) : -1;
    if (from < 0) {
      const top = id("bar").getBoundingClientRect().bottom;
      const first = list.findIndex((mark) => mark.getBoundingClientRect().top >= top);
      from = first < 0 ? marks.length : order.get(list[first].id) - (by > 0 ? 1 : 0);
    }
    const next = by > 0
      ? list.find((mark) => order.get(mark.id) > from)
      : list.findLast((mark) => order.get(mark.id) < from);
    select(next ?? list.at(by > 0 ? 0 : -1));
  }

  text.addEventListener("click", (event) => {
    if (String(getSelection())) return;
    const here = [];
    for (let piece = event.target.closest("mark"); piece; piece = piece.parentElement.closest("mark")) {
      if (shown(piece)) here.push(whole(piece));
    }
    // Another click at the same place selects what lies around.
    const at = here.indexOf(selected);
    if (here.length) select(here[(at + 1) % here.length], { scroll: false });
    else clear();
  });

  id("kinds").addEventListener("change", ({ target }) => {
    body.classList.toggle(`without-${target.value}`, !target.checked);
    if (selected && !shown(selected)) clear();
    count();
  });
  id("next").addEventListener("click", () => step(steps(), 1));
  id("previous").addEventListener("click", () => step(steps(), -1));
  id("tools").addEventListener("submit", (event) => event.preventDefault());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      if (document.activeElement === search) { search.value = ""; find(); search.blur(); } else clear();
      return;
    }
    if (event.target === search) {
      if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
      return;
    }
    const edits = () => marks.filter((mark) => kindOf(mark) === "edit" && shown(mark));
    const action = {
      j: () => step(steps(), 1), ArrowRight: () => step(steps(), 1),
      k: () => step(steps(), -1), ArrowLeft: () => step(steps(), -1),
      e: () => step(edits(), 1), E: () => step(edits(), -1),
      "/": () => search.select(), Enter: () => event.target.matches("mark") && select(event.target),
    }[event.key];
    if (!action) return;
    if (event.key !== "Enter") event.preventDefault();
    action();
  });

  // Search: ranges over the text nodes, painted without touching the text.
  const MOST = 5000;
  let hits = [], current = -1;
  function find() {
    const wanted = search.value.trim().toLowerCase();
    hits = [];
    current = -1;
    for (const block of wanted ? text.children : []) {
      if (hits.length >= MOST) break;
      const low = block.textContent.toLowerCase();
      let at = low.indexOf(wanted);
      if (at < 0) continue;
      const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
      let node = walker.nextNode(), before = 0;
      const point = (offset, end) => {
        while (node && before + node.length < offset + (end ? 0 : 1)) { before += node.length; node = walker.nextNode(); }
        return node && [node, offset - before];
      };
      while (at >= 0 && hits.length < MOST) {
        const range = document.createRange();
        const start = point(at, false), end = start && point(at + wanted.length, true);
        if (!end) break;
        range.setStart(...start);
        range.setEnd(...end);
        hits.push(range);
        at = low.indexOf(wanted, at + wanted.length);
      }
    }
    paint();
  }

  function paint() {
    const number = hits.length >= MOST ? `${MOST}+` : `${hits.length}`;
    found.textContent = !search.value.trim() ? "" : current < 0 ? number : `${current + 1} / ${number}`;
    if (!globalThis.Highlight) return;
    CSS.highlights.set("found", new Highlight(...hits));
    const one = new Highlight(...hits.slice(current < 0 ? hits.length : current, current + 1));
    one.priority = 1;
    CSS.highlights.set("current", one);
  }

  function go(by) {
    if (!hits.length) return;
    current = (current + by + hits.length + (current < 0 && by < 0 ? 1 : 0)) % hits.length;
    paint();
    hits[current].startContainer.parentElement.scrollIntoView({ block: "center" });
  }
  let waiting;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(find, 120); });

  // The outline follows the text: the last heading in the upper third of what is seen.
  const links = [...document.querySelectorAll("#outline li a")].filter((link) => id(link.hash.slice(1)));
  const headings = links.map((link) => id(link.hash.slice(1)));
  let reading = null, drawing = false;
  function trace() {
    drawing = false;
    let low = 0, high = headings.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (headings[middle].getBoundingClientRect().top <= innerHeight / 3) low = middle + 1;
      else high = middle;
    }
    const link = links[low - 1] ?? null;
    if (link === reading) return;
    reading?.removeAttribute("aria-current");
    reading = link;
    link?.setAttribute("aria-current", "location");
    const frame = id("outline").getBoundingClientRect(), place = link?.getBoundingClientRect();
    if (place && (place.top < frame.top || place.bottom > frame.bottom)) {
      id("outline").scrollBy(0, place.top - frame.top - frame.height / 3);
    }
  }
  addEventListener("scroll", () => {
    if (!drawing) requestAnimationFrame(trace);
    drawing = true;
  }, { passive: true });

  function follow() {
    const mark = marks[order.get(location.hash.slice(1))];
    if (mark && mark !== selected) select(mark);
  }
  addEventListener("hashchange", follow);
  const fit = () => document.documentElement.style.setProperty("--bar", `${id("bar").offsetHeight}px`);
  addEventListener("resize", fit);

  for (const mark of marks) {
    mark.tabIndex = -1;
    mark.setAttribute("role", "button");
  }
  if (marks.length) marks[0].tabIndex = 0;
  id("tools").hidden = panel.hidden = false;
  // Where nearly every word was repaired, the repairs would hide what is said.
  const edits = marks.filter((mark) => kindOf(mark) === "edit").length;
  if (edits > DENSE * text.textContent.length) document.querySelector(".chip.edit").click();
  fit();
  count();
  follow();
  trace();
})();
