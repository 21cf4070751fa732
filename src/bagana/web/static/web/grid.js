/* The entry grid by keys, and what was not saved yet. All works without it. */
(() => {
  "use strict";

  const table = document.getElementById("grid-table");
  const said = document.getElementById("grid-said");
  if (!table) return;
  const inputs = (row) => [...row.querySelectorAll("input:not([type=hidden], [type=checkbox]), select")];
  const rows = () => [...table.tBodies].flatMap((body) => [...body.rows]);
  const unsaved = new Set();

  /* Enter and the arrows go where they go in a spreadsheet. */
  const go = (row, column) => {
    const next = row && inputs(row)[column];
    if (!next) return false;
    next.focus();
    next.select?.();
    return true;
  };
  table.addEventListener("keydown", (event) => {
    const field = event.target;
    const row = field.closest("tr");
    if (!row || field.type === "hidden" || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = rows();
    const column = inputs(row).indexOf(field);
    const place = list.indexOf(row);
    const choice = field.tagName === "SELECT";
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: choice ? 0 : 1, ArrowUp: choice ? 0 : -1 }[event.key];
    if (step && column >= 0) {
      if (go(list[place + step], column) || event.key === "Enter") event.preventDefault();
      return;
    }
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!side || choice || column < 0) return;
    const whole = field.selectionStart === 0 && field.selectionEnd === field.value.length;
    const atEdge = side < 0 ? field.selectionEnd === 0 : field.selectionStart === field.value.length;
    if ((whole || atEdge) && go(row, column + side)) event.preventDefault();
  });

  /* A row is unsaved from the first key until the server has it. */
  const word = (row, text) => {
    const state = row?.querySelector("[data-state]");
    if (state) state.textContent = text;
  };
  table.addEventListener("input", (event) => {
    const row = event.target.closest("tr");
    unsaved.add(row);
    word(row, said.dataset.typing);
  });
  const rowOf = (event) => event.detail.elt?.closest?.("tr");
  document.addEventListener("htmx:afterSwap", (event) => {
    const row = event.detail.target.closest?.("tr");
    const state = row?.querySelector("[data-bad]");
    if (!state) return;
    const bad = state.dataset.bad.split(" ");
    for (const one of inputs(row)) {
      one.ariaInvalid = bad.includes(one.name.split(".").pop()) ? "true" : null;
    }
    if (state.dataset.taken) unsaved.delete(row);
  });
  for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
    document.addEventListener(name, (event) => word(rowOf(event), said.dataset.offline));
  }
  document.addEventListener("submit", () => unsaved.clear());
  addEventListener("beforeunload", (event) => {
    if (unsaved.size) event.preventDefault();
  });
})();
