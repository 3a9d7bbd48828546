"use strict";
// Sorts and filters the table of effects, and opens short details for printing.
// The page is whole without it: the controls only appear when it runs.
(() => {
  const table = document.getElementById("effects-table");
  if (table) {
    const body = table.tBodies[0];
    const rows = [...body.rows];
    const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const read = (row, at, kind) => {
      const cell = row.cells[at];
      const value = cell.dataset.value ?? cell.textContent.trim();
      return kind === "number" || cell.dataset.value !== undefined
        ? (value === "" ? NaN : Number(value)) : value;
    };
    const compare = (a, b) => {
      if (typeof a === "string") return collator.compare(a, b);
      // What has no figure goes last, whichever way the column is sorted.
      if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
      return a - b;
    };
    const sort = (head, at) => {
      const down = head.getAttribute("aria-sort") !== "descending" && head.dataset.sort === "number"
        || head.getAttribute("aria-sort") === "ascending";
      const order = down ? -1 : 1;
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      rows.sort((one, two) => {
        const [a, b] = [read(one, at, head.dataset.sort), read(two, at, head.dataset.sort)];
        const difference = compare(a, b);
        if (Number.isNaN(difference)) return Number.isNaN(a) - Number.isNaN(b);
        return order * difference;
      });
      body.append(...rows);
    };
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => sort(head, at));
    });
    const filters = document.getElementById("filters");
    const shown = document.getElementById("shown");
    filters.hidden = false;
    filters.addEventListener("submit", (event) => event.preventDefault());
    filters.addEventListener("change", () => {
      const wanted = [...filters.querySelectorAll("select")].filter((select) => select.value);
      for (const row of rows) {
        row.hidden = wanted.some((select) => row.dataset[select.dataset.filter] !== select.value);
      }
      const count = rows.filter((row) => !row.hidden).length;
      shown.textContent = shown.dataset.text.replace("#", count);
    });
  }
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = [...document.querySelectorAll("details:not(.long):not([open])")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
})();
