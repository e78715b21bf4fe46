// Light, dark, or as the system is set; set before the page is drawn, and remembered where the browser allows it.
(() => {
  "use strict";
  const root = document.documentElement;
  const next = { auto: "light", light: "dark", dark: "auto" };
  const remembered = () => {
    try { return localStorage.getItem("zhizao-theme") || "auto"; } catch { return "auto"; }
  };
  const apply = (theme) => {
    root.dataset.theme = theme in next ? theme : "auto";
    const button = document.getElementById("theme");
    if (button) {
      button.textContent = `Theme: ${root.dataset.theme}`;
      button.hidden = false;
    }
  };
  apply(remembered());
  document.addEventListener("DOMContentLoaded", () => {
    apply(root.dataset.theme);
    document.getElementById("theme").addEventListener("click", () => {
      apply(next[root.dataset.theme]);
      try { localStorage.setItem("zhizao-theme", root.dataset.theme); } catch { /* it holds for this page */ }
    });
  });
})();
