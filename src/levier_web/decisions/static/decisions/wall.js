// Arrows turn the pages of the wall screen; never while somebody writes.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("input, textarea, select")) return;
  const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (way) document.querySelector(`.wall-nav a[rel="${way}"]`)?.click();
});
