// The tree keeps open what was open, moves nodes by keys, and renames them in place.
const KEY = "levier-tree-closed";
const closed = () => new Set(JSON.parse(sessionStorage.getItem(KEY) || "[]"));
const restore = () => {
  const shut = closed();
  for (const one of document.querySelectorAll("#tree details[data-key]")) {
    if (shut.has(one.dataset.key)) one.open = false;
  }
};
document.addEventListener("toggle", (event) => {
  const key = event.target.dataset?.key;
  if (!key) return;
  const shut = closed();
  if (event.target.open) shut.delete(key); else shut.add(key);
  sessionStorage.setItem(KEY, JSON.stringify([...shut]));
}, true);
document.addEventListener("click", (event) => {
  const wish = event.target.closest("[data-tree]")?.dataset.tree;
  if (!wish) return;
  for (const one of document.querySelectorAll("#tree details")) one.open = wish === "open";
});
let pressed = "";
document.addEventListener("submit", (event) => {
  if (event.target.id === "steps") pressed = event.submitter?.value || "";
});
document.addEventListener("htmx:after:swap", () => {
  restore();
  if (!pressed) return;
  const [word, key] = pressed.split("-");
  pressed = "";
  const same = document.querySelector(`button[value="${word}-${key}"]:not(:disabled)`);
  (same || document.querySelector(`a[data-node="${key}"]`))?.focus();
});
document.addEventListener("keydown", (event) => {
  const key = document.activeElement?.dataset?.node;
  if (!key) return;
  const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  if (event.altKey && step) {
    event.preventDefault();
    document.querySelector(`button[value="${step}-${key}"]`)?.click();
  }
  if (event.key === "F2" && window.htmx) {
    event.preventDefault();
    const target = `#title-${key}`;
    window.htmx.ajax("GET", `/decisions/tree/${key}/rename/`, { target, swap: "innerHTML" })
      .then(() => document.querySelector(`${target} input`)?.select());
  }
});
restore();
