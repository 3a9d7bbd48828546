// Warns before leaving a form in which something was typed and not saved.
for (const form of document.querySelectorAll("form[data-unsaved]")) {
  let changed = false;
  let typed = 0;
  let sent = 0;
  form.addEventListener("input", () => { changed = true; typed += 1; });
  // What was typed while an autosave was on its way is not saved yet.
  form.addEventListener("htmx:before:request", () => { sent = typed; });
  document.addEventListener("htmx:after:swap", () => {
    if (sent === typed && form.querySelector("#autosaved [data-kept]")) changed = false;
  });
  form.addEventListener("submit", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });
}
