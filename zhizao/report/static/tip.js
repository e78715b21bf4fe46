// The box that says what a mark is: shown on hover and on focus, gone on Escape, always inside the window.
(() => {
  "use strict";
  const { make } = window.zhizao;
  const box = document.getElementById("tip");
  let anchor = null;

  const place = () => {
    const at = anchor.getClientRects()[0];
    if (!at) return;
    const width = Math.min(box.offsetWidth, window.innerWidth - 16);
    const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8));
    const below = at.bottom + 8;
    const fits = below + box.offsetHeight < window.innerHeight;
    box.style.left = `${left + window.scrollX}px`;
    box.style.top = `${(fits ? below : Math.max(8, at.top - box.offsetHeight - 8)) + window.scrollY}px`;
  };

  // `facts`: for each its kind's number, its kind's name, and pairs of a label and a value.
  const show = (element, facts) => {
    anchor?.removeAttribute("aria-describedby");
    anchor = element;
    box.replaceChildren(...facts.map(({ number, kind, title, pairs }) => make("div", { class: "tip-fact" },
      make("p", {}, make("span", { class: `kind k${number}` }, kind), " ", make("b", { lang: "zh-CN" }, title)),
      make("dl", { class: "facts" }, ...pairs.flatMap(([label, value]) => [make("dt", {}, label), make("dd", {}, value)])),
    )));
    box.hidden = false;
    element.setAttribute("aria-describedby", "tip");
    place();
  };

  const hide = () => {
    anchor?.removeAttribute("aria-describedby");
    anchor = null;
    box.hidden = true;
  };

  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });
  window.zhizao.tip = { show, hide, shownFor: () => anchor };
})();
