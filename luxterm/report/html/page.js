// Shows the findings that are asked for, a page at a time. They stand in <noscript> as lines of HTML, which are
// text here; their data-k says what they are: severity or "kept", usage, term, document, number in it.
"use strict";
(() => {
  const PAGE = 50;
  const get = (id) => document.getElementById(id);
  const form = get("filters"), list = get("list"), count = get("count");
  const pagers = document.querySelectorAll(".pages");
  const search = get("search"), term = get("term"), doc = get("document"), usage = get("usage");
  const { thousands, thousandsOfFour } = form.dataset;
  const grouped = (number) =>
    String(number).replace(/\B(?=(\d{3})+$)/g, number < 10_000 ? thousandsOfFour : thousands);
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  const headings = [], names = [];
  const items = [];
  const KEY = /data-k="(\S+) (\S+) (\S+) (\d+) (\d+)"/;
  for (const id of ["all-findings", "all-kept"]) {
    for (const line of get(id).textContent.split("\n")) {
      if (line.startsWith("<h3")) {
        const number = Number(/data-d="(\d+)"/.exec(line)[1]);
        headings[number] = line.replace(/ id="\w+"/, "");
      } else if (line.startsWith("<article")) {
        const [, level, use, word, document_, number] = KEY.exec(line);
        items.push({ line, level, usage: use, term: word, doc: Number(document_), number: Number(number), text: null });
      }
    }
  }
  items.sort((one, other) => one.doc - other.doc || one.number - other.number);

  // What can be searched in: all that is read, but for why the word is discouraged.
  const ENTITIES = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#x27;": "'" };
  const plain = (line) => line.replace(/<\/?(?:mark|bdi|ins|b)>/g, "").replace(/<[^>]*>/g, " ")
    .replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => ENTITIES[entity]).toLowerCase();
  const textOf = (item) => {
    if (item.text === null) {
      const end = item.line.indexOf('<p class="w">');
      item.text = plain(end < 0 ? item.line : item.line.slice(0, end));
    }
    return item.text;
  };
  const prepare = (from) => {  // a little at a time, so that nothing waits for it
    const end = Math.min(from + 1000, items.length);
    for (let at = from; at < end; at++) textOf(items[at]);
    if (end < items.length) setTimeout(prepare, 0, end);
  };

  const kept = items.filter((item) => item.level === "kept").length;
  const total = { findings: items.length - kept, kept, all: items.length };

  let found = [], first = 0, speak = 0;

  const filter = () => {
    const levels = new Set([...form.elements.severity].filter((box) => box.checked).map((box) => box.value));
    const shown = form.elements.shown.value;
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const document_ = doc.value === "" ? -1 : Number(doc.value);
    const files = words.map((word) => names.map((name) => name.includes(word)));
    found = items.filter((item) =>
      (item.level === "kept" ? shown !== "findings" : shown !== "kept" && levels.has(item.level)) &&
      (document_ < 0 || item.doc === document_) && (!term.value || item.term === term.value) &&
      (!usage.value || item.usage === usage.value) &&
      words.every((word, at) => files[at][item.doc] || textOf(item).includes(word)));
    first = 0;
    show();
  };

  const show = (all = false) => {
    const last = all ? found.length : Math.min(first + PAGE, found.length);
    const parts = [];
    for (let at = all ? 0 : first, before = -1; at < last; at++) {
      if (found[at].doc !== before) parts.push(headings[before = found[at].doc]);
      parts.push(found[at].line);
    }
    list.innerHTML = parts.join("");
    for (const pager of pagers) {
      const page = pager.querySelector(".page");
      pager.hidden = found.length <= PAGE;
      pager.querySelector(".previous").disabled = first === 0;
      pager.querySelector(".next").disabled = last === found.length;
      page.textContent = fill(page.dataset.text,
        { from: grouped(first + 1), to: grouped(last), n: grouped(found.length) });
    }
    // Said when typing pauses, not at every key
    clearTimeout(speak);
    if (count.textContent) speak = setTimeout(tell, 150);
    else tell();
  };

  const tell = () => {
    const shown = form.elements.shown.value;
    count.textContent = found.length || !total[shown]
      ? fill(count.dataset[shown], { n: grouped(found.length), all: grouped(total[shown]) }) : count.dataset.none;
  };

  const turn = (by) => {
    first += by;
    show();
    list.focus({ preventScroll: true });
    list.scrollIntoView();
  };
  for (const pager of pagers) {
    pager.querySelector(".previous").addEventListener("click", () => turn(-PAGE));
    pager.querySelector(".next").addEventListener("click", () => turn(PAGE));
  }
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  get("clear").addEventListener("click", () => { form.reset(); filter(); });

  // The rows of the tables lead to their findings
  const only = (field, value, shown = "findings") => {
    form.reset();
    field.value = value;
    form.elements.shown.value = shown;
    filter();
    get("findings").focus({ preventScroll: true });
    get("findings").scrollIntoView();
  };
  const pressable = (selector, press) => {
    for (const text of document.querySelectorAll(selector)) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = text.textContent;
      button.addEventListener("click", () => press(text, button));
      text.replaceChildren(button);
    }
  };
  pressable("[data-term]", (text) => only(term, text.dataset.term));
  pressable("[data-reason]", (_, button) => only(search, button.textContent, "kept"));
  for (const link of document.querySelectorAll("a[data-document]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      only(doc, link.dataset.document);
    });
  }

  // A source opens beside the report, whose filters stay as they are
  list.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^=http]");
    if (link) link.target = "_blank";
  });

  // On paper there are no pages to turn and nothing to open
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not([open])")];
    for (const each of opened) each.open = true;
    show(true);
  });
  addEventListener("afterprint", () => {
    for (const each of opened) each.open = false;
    show();
  });

  headings.forEach((heading, number) => { names[number] = plain(heading); });
  form.hidden = false;
  filter();
  setTimeout(prepare, 0, 0);
})();
