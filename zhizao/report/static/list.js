// The list of all articles, filtered as one types, drawn a hundred rows at a time.
(() => {
  "use strict";
  const { load, make, articleAddress } = window.zhizao;
  const id = (name) => document.getElementById(name);
  const PAGE = 100;
  const body = document.querySelector("#list tbody");
  const labels = [...document.querySelectorAll("#list thead th")].map((cell) => cell.textContent);
  let rows = [];
  let found = [];
  let drawn = 0;

  const line = ([key, shard, title, day, publisher, , ...counts]) => make("tr", {},
    make("th", { scope: "row", lang: "zh-CN" }, make("a", { href: articleAddress(shard, key) }, title || key)),
    make("td", { "data-label": labels[1] }, day || "–"),
    make("td", { "data-label": labels[2], lang: "zh-CN" }, publisher || "–"),
    ...counts.map((count, number) => make("td", { class: "num", "data-label": labels[number + 3] }, String(count))));

  const draw = () => {
    body.append(...found.slice(drawn, drawn + PAGE).map(line));
    drawn = Math.min(drawn + PAGE, found.length);
    id("more").hidden = drawn >= found.length;
  };

  const filter = () => {
    const words = id("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const only = id("first").checked;
    found = rows.filter((row) => (!only || row[5]) && words.every((word) => row.text.includes(word)));
    body.replaceChildren();
    drawn = 0;
    draw();
    id("shown").textContent = found.length === rows.length
      ? `${rows.length.toLocaleString("en")} articles, the latest load first.`
      : `${found.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} articles.`;
  };

  load("list").then((list) => {
    rows = list;
    for (const row of rows) row.text = [row[2], row[3], row[4]].join(" ").toLowerCase();
    filter();
  }).catch((error) => { id("shown").textContent = `The list cannot be shown: ${error.message}`; });
  id("filters").addEventListener("input", filter);
  id("filters").addEventListener("submit", (event) => event.preventDefault());
  id("more").addEventListener("click", draw);
})();
