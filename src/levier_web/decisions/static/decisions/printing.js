// The button of a letter prints the page.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-prints]")) window.print();
});
