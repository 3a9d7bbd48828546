// What the frame does beyond links and forms: filters that submit, one open menu, keys, confirmation.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
  const back = event.target.closest("[data-back]");
  if (back && history.length > 1) {
    event.preventDefault();
    history.back();
  }
  const opener = event.target.closest("[data-opens]");
  if (opener) document.getElementById(opener.dataset.opens)?.showModal();
  const closer = event.target.closest("[data-closes]");
  if (closer) closer.closest("dialog")?.close();
});
document.addEventListener("submit", (event) => {
  const sentence = event.submitter?.dataset.confirm || event.target.dataset.confirm;
  if (sentence && !window.confirm(sentence)) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, textarea, select, [contenteditable]")) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector(".find input")?.focus();
  }
  if (event.key === "n") document.querySelector(".quick")?.click();
});
// On a wide screen the menu is a line and always open.
const wide = window.matchMedia("(min-width: 62rem)");
const settle = () => {
  const menu = document.getElementById("menu");
  if (menu) menu.open = wide.matches;
};
wide.addEventListener("change", settle);
document.addEventListener("DOMContentLoaded", settle);
document.addEventListener("toggle", (event) => {
  if (event.target.id === "menu" && wide.matches) event.target.open = true;
}, true);
