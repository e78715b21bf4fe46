// Filters the checks of a load by words, outcome and severity.
(() => {
  "use strict";
  const id = (name) => document.getElementById(name);
  const checks = [...document.querySelectorAll(".check")];
  const texts = checks.map((check) => check.textContent.toLowerCase());
  if (!checks.length) return;
  const filter = () => {
    const words = id("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    checks.forEach((check, number) => {
      const fits = words.every((word) => texts[number].includes(word))
        && ["outcome", "severity"].every((name) => !id(name).value || id(name).value === check.dataset[name]);
      check.hidden = !fits;
      shown += fits;
    });
    id("shown").textContent = `${shown} of ${checks.length} checks.`;
  };
  id("filters").hidden = false;
  id("filters").addEventListener("input", filter);
  id("filters").addEventListener("submit", (event) => event.preventDefault());
  filter();
})();
