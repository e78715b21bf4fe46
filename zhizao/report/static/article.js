// One article: its text with every fact marked, and the facts beside it; each leads to the other.
(() => {
  "use strict";
  const { load, make, articleAddress, tip } = window.zhizao;
  const id = (name) => document.getElementById(name);
  const asked = new URLSearchParams(location.search);
  const key = asked.get("key") || "";
  const tables = [...document.querySelectorAll(".kind-table")];
  const columns = tables.map((table) => table.dataset.columns.split("|"));
  const kinds = tables.map((table) => table.querySelector(".kind").textContent.toLowerCase().replace(/s$/, ""));
  let facts = [];

  // The address names the shard; where the report was cut anew since, the list knows the shard of now.
  const find = async () => {
    const named = asked.get("in");
    if (/^\d+$/.test(named || "")) {
      const shard = await load(`articles/${named}`).catch(() => []);
      const article = shard.find((each) => each.key === key);
      if (article) return article;
    }
    const row = (await load("list")).find((each) => each[0] === key);
    return row ? (await load(`articles/${row[1]}`)).find((each) => each.key === key) : null;
  };

  const head = (article) => {
    const title = article.title || "Without a title";
    id("title").textContent = title;
    if (!article.title) id("title").removeAttribute("lang");
    document.title = `${title} · Zhizao`;
    const rows = [
      ["Published", article.published && `${article.published}${article.basis ? ` (${article.basis.replaceAll("_", " ")})` : ""}`],
      ["Publisher", article.publisher, "zh-CN"],
      ["Taken from", article.original, "zh-CN"],
      ["Authors", article.authors.join("、"), "zh-CN"],
      ["Load", article.load],
    ].filter(([, value]) => value).map(([name, value, lang]) => make("div", {}, make("dt", {}, name), make("dd", { lang }, value)));
    const source = article.link
      ? make("a", { href: article.link, rel: "noreferrer noopener", title: article.source }, article.link.startsWith("file:") ? article.source.split("/").pop() : article.source)
      : article.source;
    rows.push(make("div", {}, make("dt", {}, "Source"), make("dd", { class: "path" }, source, article.story > 1 ? `, story ${article.story}` : "")));
    if (article.copies.length) {
      const copies = article.copies.map(([other, name, publisher, day, first]) => make("li", {},
        make("a", { href: `article.html?key=${encodeURIComponent(other)}`, lang: "zh-CN" }, name || "Without a title"),
        ` ${[publisher, day, first ? "first copy" : null].filter(Boolean).join(", ")}`));
      rows.push(make("div", {}, make("dt", {}, "Copies of this story"), make("dd", {}, make("ul", { class: "plain" }, ...copies))));
    }
    id("meta").replaceChildren(...rows);
  };

  const read = ([kind, factKey, confidence, rule, ...details]) => ({ kind, key: factKey, confidence, rule, details, marks: [], row: null });

  const pairsOf = (fact) => [
    ...fact.details.map((value, number) => [columns[fact.kind][number], value]).slice(1).filter(([, value]) => value),
    ["Confidence", fact.confidence.toFixed(2)],
    ["Rule", fact.rule.replaceAll("+", " + ")],
  ];

  const covering = (mark) => mark.facts.filter((fact) => !fact.hidden);

  const showTip = (mark) => tip.show(mark, covering(mark).map((fact) => (
    { number: fact.kind, kind: kinds[fact.kind], title: fact.details[0], pairs: pairsOf(fact) })));

  const light = (some, on) => some.forEach((fact) => {
    fact.marks.forEach((mark) => mark.classList.toggle("on", on));
    fact.row.classList.toggle("on", on);
  });

  const jump = (element, focused = element) => {
    focused.focus({ preventScroll: true });
    element.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
    element.classList.remove("flash");
    requestAnimationFrame(() => element.classList.add("flash"));
  };

  const mark = ([text, ...numbers], begun) => {
    if (!numbers.length) return document.createTextNode(text);
    const covered = numbers.map((number) => facts[number]);
    const first = covered.filter((fact) => !begun.has(fact));
    first.forEach((fact) => begun.add(fact));
    // Only where a fact begins is a stop for the Tab key; the pointer finds every part.
    const element = make("a", { class: "mark", href: `#row-${covered[0].key}`, tabindex: first.length ? null : "-1" }, text);
    element.facts = covered;
    covered.forEach((fact) => fact.marks.push(element));
    return element;
  };

  const paint = () => {
    for (const element of id("text").querySelectorAll(".mark")) {
      const shown = covering(element);
      for (const number of kinds.keys()) element.classList.toggle(`m${number}`, shown.some((fact) => fact.kind === number));
      const begins = shown.some((fact) => fact.marks[0] === element);
      if (!shown.length) { element.removeAttribute("href"); element.tabIndex = -1; continue; }
      element.href = `#row-${shown[0].key}`;
      element.tabIndex = begins ? 0 : -1;
    }
  };

  const row = (fact) => {
    const rest = pairsOf(fact).filter(([label]) => label !== "Confidence" && label !== "Rule");
    const more = rest.flatMap(([label, value], number) => [number ? " · " : "", make("span", { title: label, class: label === "Value" ? "value" : null }, value)]);
    fact.row = make("tr", { id: `row-${fact.key}`, tabindex: "-1" },
      make("th", { scope: "row" },
        make("a", { href: `#${encodeURIComponent(fact.key)}`, lang: "zh-CN" }, fact.details[0]),
        make("p", { lang: "zh-CN" }, ...more)),
      make("td", { class: "num" }, fact.confidence.toFixed(2)));
    fact.row.querySelector("a").addEventListener("click", (event) => {
      event.preventDefault();
      history.replaceState(null, "", `#${encodeURIComponent(fact.key)}`);
      jump(fact.marks[0]);
    });
    fact.row.addEventListener("mouseenter", () => light([fact], true));
    fact.row.addEventListener("mouseleave", () => light([fact], false));
    return fact.row;
  };

  const filter = () => {
    const chosen = new Set([...id("filters").querySelectorAll("[type=checkbox]:checked")].map((box) => Number(box.value)));
    const least = Number(id("sure").value);
    id("sure-is").textContent = least.toFixed(2);
    for (const fact of facts) {
      fact.hidden = !chosen.has(fact.kind) || fact.confidence < least;
      fact.row.hidden = fact.hidden;
    }
    tables.forEach((table, number) => { table.hidden = !facts.some((fact) => fact.kind === number && !fact.hidden); });
    const shown = facts.filter((fact) => !fact.hidden).length;
    id("status").textContent = facts.length ? `${shown} of ${facts.length} facts are marked.` : "No fact was found in this article.";
    tip.hide();
    paint();
  };

  const follow = () => {
    const wanted = decodeURIComponent(location.hash.slice(1));
    const fact = facts.find((each) => each.key === wanted);
    if (fact) jump(fact.marks[0]);
  };

  const listen = () => {
    const text = id("text");
    const marked = (event) => event.target.closest?.(".mark[href]");
    const on = (event) => { const at = marked(event); if (at) { showTip(at); light(covering(at), true); } };
    const off = (event) => { const at = marked(event); if (at) { tip.hide(); light(at.facts, false); } };
    text.addEventListener("mouseover", on);
    text.addEventListener("mouseout", off);
    text.addEventListener("focusin", on);
    text.addEventListener("focusout", off);
    let shownBefore = null;
    text.addEventListener("pointerdown", () => { shownBefore = tip.shownFor(); });
    text.addEventListener("click", (event) => {
      const at = marked(event);
      if (!at) return;
      event.preventDefault();
      // A finger has no hover: the first touch shows what the mark is, the second goes to its row.
      if (event.pointerType === "touch" && shownBefore !== at) { at.focus(); showTip(at); return; }
      tip.hide();
      jump(covering(at)[0].row);
    });
    id("filters").addEventListener("input", filter);
    id("filters").addEventListener("submit", (event) => event.preventDefault());
    window.addEventListener("hashchange", follow);
  };

  const start = async () => {
    const article = await find();
    if (!article) {
      id("title").removeAttribute("lang");
      id("title").textContent = "No such article";
      id("status").textContent = key ? `The report holds no article with the key ${key}.` : "The address names no article.";
      return;
    }
    head(article);
    facts = article.facts.map(read);
    const begun = new Set();
    id("text").replaceChildren(...article.text.map((part) => mark(part, begun)));
    facts.forEach((fact) => tables[fact.kind].querySelector("tbody").append(row(fact)));
    kinds.forEach((_, number) => { id(`count${number}`).textContent = facts.filter((fact) => fact.kind === number).length; });
    id("filters").hidden = !facts.length;
    filter();
    listen();
    follow();
  };

  start().catch((error) => { id("status").textContent = `The article cannot be shown: ${error.message}`; });
})();
