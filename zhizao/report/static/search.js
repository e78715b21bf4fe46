// Search over all facts: signatures tell which shards can hold the words; only these are loaded, the latest first.
(() => {
  "use strict";
  const { load, forget, make, articleAddress } = window.zhizao;
  const id = (name) => document.getElementById(name);
  const kinds = id("hits").dataset.kinds.split("|");
  const ENOUGH = 100;
  const TOGETHER = 4;
  // Where a fact of each kind keeps what the scopes name; a row is [article, kind, key, quote, confidence, …details].
  const DETAILS = 5;
  const SCOPES = {
    all: () => null,
    indicator: (row) => (kinds[row[1]] === "metric" ? [row[DETAILS]] : []),
    subject: (row) => (kinds[row[1]] === "metric" ? [row[DETAILS + 2]] : []),
    initiative: (row) => ({ initiative: [row[DETAILS]], participant: [row[DETAILS + 3]] }[kinds[row[1]]] || []),
    participant: (row) => (kinds[row[1]] === "participant" ? [row[DETAILS]] : []),
    quote: (row) => [row[3]],
  };
  let run = 0;
  let waiting = [];

  const searched = (text) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

  // The same bits as `signature` in shards.py.
  const bits = (word) => {
    const found = [];
    for (let at = 0; at < word.length; at += 1) {
      const unit = word.charCodeAt(at);
      found.push(Math.imul(unit * 31, 2654435761) >>> 16);
      if (at) found.push(Math.imul(word.charCodeAt(at - 1) * 31 + unit, 2654435761) >>> 16);
    }
    return found;
  };
  const decode = (signature) => Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
  const mayHold = (signature, wanted) => wanted.every((bit) => signature[bit >> 3] & (1 << (bit & 7)));

  const matches = (row, words, scope) => {
    const texts = (scope(row) || [row[3], ...row.slice(DETAILS)]).map((text) => searched(text || ""));
    return words.every((word) => texts.some((text) => text.includes(word)));
  };

  // The text with what was searched for marked, where it stands in it as typed.
  const marked = (text, words) => {
    const plain = text.toLowerCase();
    const places = words.map((word) => [plain.indexOf(word), word.length]).filter(([at]) => at >= 0).sort((a, b) => a[0] - b[0]);
    const parts = [];
    let done = 0;
    for (const [at, length] of places) {
      if (at < done) continue;
      parts.push(text.slice(done, at), make("mark", {}, text.slice(at, at + length)));
      done = at + length;
    }
    return [...parts, text.slice(done)];
  };

  const hit = (shard, articles, row, words) => {
    const [number, kind, key, quote, confidence, name, ...details] = row;
    const [article, title, day, publisher] = articles[number];
    return make("li", { class: "hit" },
      make("p", {}, make("span", { class: `kind k${kind}` }, kinds[kind]), " ",
        make("a", { href: articleAddress(shard, article, key), lang: "zh-CN" }, ...marked(name, words))),
      make("p", { lang: "zh-CN" }, ...details.filter(Boolean).flatMap((detail, at) => [at ? " · " : "", ...marked(detail, words)])),
      make("blockquote", { lang: "zh-CN" }, ...marked(quote, words)),
      make("p", { class: "muted" }, make("span", { lang: "zh-CN" }, title || "Without a title"), ` · ${[publisher, day, `confidence ${confidence.toFixed(2)}`].filter(Boolean).join(" · ")}`));
  };

  const lookThrough = async (mine, words, scope) => {
    let shown = 0;
    id("more").hidden = true;
    while (waiting.length && shown < ENOUGH) {
      id("shown").textContent = `Searching … ${id("hits").children.length} facts so far.`;
      const numbers = waiting.splice(0, TOGETHER);
      const shards = await Promise.all(numbers.map((number) => load(`facts/${number}`)));
      if (mine !== run) return;
      numbers.forEach((number, at) => {
        const { articles, facts } = shards[at];
        const found = facts.filter((row) => matches(row, words, scope));
        shown += found.length;
        id("hits").append(...found.map((row) => hit(number, articles, row, words)));
        forget(`facts/${number}`);
      });
    }
    const count = id("hits").children.length;
    id("more").hidden = !waiting.length;
    id("shown").textContent = waiting.length
      ? `${count} facts found in the latest articles; older ones may hold more.`
      : `${count || "No"} fact${count === 1 ? "" : "s"} found.`;
  };

  const search = async () => {
    run += 1;
    const mine = run;
    const words = id("words").value.split(/\s+/).map(searched).filter(Boolean);
    const scope = SCOPES[id("scope").value] || SCOPES.all;
    id("hits").replaceChildren();
    id("more").hidden = true;
    if (!words.length) { id("shown").textContent = "Type what to look for."; return; }
    location.replace(`#${new URLSearchParams({ q: id("words").value, in: id("scope").value })}`);
    const signatures = await load("signatures");
    if (mine !== run) return;
    const wanted = words.flatMap(bits);
    waiting = [];
    for (let number = signatures.length - 1; number >= 0; number -= 1) {
      if (typeof signatures[number] === "string") signatures[number] = decode(signatures[number]);
      if (mayHold(signatures[number], wanted)) waiting.push(number);
    }
    id("more").onclick = () => proceed(lookThrough(mine, words, scope));
    await lookThrough(mine, words, scope);
  };

  const proceed = (work) => work.catch((error) => { id("shown").textContent = `The search stopped: ${error.message}`; });

  let pause = 0;
  id("search").addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(pause); proceed(search()); });
  id("words").addEventListener("input", () => { clearTimeout(pause); pause = setTimeout(() => proceed(search()), 250); });
  id("scope").addEventListener("change", () => proceed(search()));
  const asked = new URLSearchParams(location.hash.slice(1));
  if (asked.get("q")) {
    id("words").value = asked.get("q");
    if (asked.get("in") in SCOPES) id("scope").value = asked.get("in");
    proceed(search());
  }
})();
