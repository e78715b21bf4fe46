// Loads shards: scripts of one call each, `__shard(name, data)`. A page opened from a folder may not fetch files.
(() => {
  "use strict";
  const waiting = new Map();
  const known = new Map();
  const NAME = /^(list|signatures|articles\/\d+|facts\/\d+)$/;
  const address = (name) => {
    if (!NAME.test(name)) throw new Error(`No shard is called ${name}.`);
    return `data/${name}.js`;
  };
  // Where the browser enforces it, no other code can make a text into a script.
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("zhizao-shards", { createScriptURL: address })
    : { createScriptURL: address };

  window.__shard = (name, data) => waiting.get(name)?.(data);

  const load = (name) => {
    if (!known.has(name)) {
      known.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        waiting.set(name, (data) => { resolve(data); waiting.delete(name); script.remove(); });
        script.onerror = () => { known.delete(name); reject(new Error(`data/${name}.js is missing.`)); };
        script.src = policy.createScriptURL(name);
        document.head.append(script);
      }));
    }
    return known.get(name);
  };

  // An element with text and attributes; whatever comes from an article goes through here, as text.
  const make = (tag, attributes = {}, ...content) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === true) element.setAttribute(name, "");
      else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value);
    }
    element.append(...content.filter((part) => part !== null && part !== undefined));
    return element;
  };

  // What was searched through may be freed; asked for again, it is loaded again.
  const forget = (name) => known.delete(name);

  const articleAddress = (shard, key, fact) =>
    `article.html?in=${shard}&key=${encodeURIComponent(key)}${fact ? `#${encodeURIComponent(fact)}` : ""}`;

  window.zhizao = { load, forget, make, articleAddress };
})();
