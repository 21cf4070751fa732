/* Editing a plan on its map: pick by hand or keys, figures follow. All works without. */
(() => {
  "use strict";

  const by = (id) => document.getElementById(id);
  const [group, list, said] = ["cells", "blocks", "said"].map((id) => by(`edit-${id}`));
  const cells = [...group.children];
  const label = (cell) => cell.getAttribute("aria-label");
  const place = new Map(cells.map((cell, i) => [label(cell).split(",", 1)[0], i]));
  const options = [];
  for (const option of list.options) options[place.get(option.value)] = option;
  const path = (i) => cells[i].firstElementChild;
  const outline = (name, places) => {
    by(`edit-${name}`).setAttribute("d", places.map((i) => path(i).getAttribute("d")).join(""));
  };
  const around = cells.map(() => []);
  group.dataset.next.split("|").forEach((row, i) => {
    for (const after of row ? row.split(" ") : []) {
      around[i].push(i + +after);
      around[i + +after].push(i);
    }
  });
  const middles = cells.map((cell) => {
    const box = cell.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });
  let state = JSON.parse(by("edit-figures").dataset.map);
  let current = 0;

  /* What is picked stands in the list, which the form sends. */
  const picked = () => [...cells.keys()].filter((i) => options[i].selected);
  const pick = (places, on) => {
    for (const i of places) options[i].selected = on ?? !options[i].selected;
    show();
  };
  const show = () => {
    const chosen = picked();
    cells.forEach((cell, i) => { cell.ariaSelected = options[i].selected; });
    outline("picked", chosen);
    const figure = (i, n) => parseInt(label(cells[i]).split(", ")[n]) || 0;
    const sum = (n) => chosen.reduce((all, i) => all + figure(i, n), 0);
    const { none, some } = by("edit-count").dataset;
    by("edit-count").textContent = chosen.length
      ? some.replace("{n}", chosen.length).replace("{h}", sum(1)).replace("{p}", sum(2))
      : none;
    offer(chosen);
  };
  /* A button for each bag that the picked blocks border. */
  const offer = (chosen) => {
    const bag = (i) => state.labels[i];
    const own = new Set(chosen.map(bag));
    const near = new Set(chosen.flatMap((i) => around[i].map(bag)));
    if (own.size === 1) near.delete(...own);
    by("edit-near").hidden = !near.size;
    by("edit-near").replaceChildren(...[...near].map((number) => {
      const [key, name] = state.units[number];
      return Object.assign(document.createElement("button"), {
        className: "button", name: "do", value: `give:${key}`, textContent: `→ ${name}`,
      });
    }));
  };

  /* One stop for Tab; an arrow goes to the nearest block that lies that way. */
  const go = (i, focus = true) => {
    cells[current].tabIndex = -1;
    cells[i].tabIndex = 0;
    current = i;
    if (focus) cells[i].focus({ preventScroll: true });
  };
  const step = (dx, dy) => {
    let [found, least] = [current, Infinity];
    middles.forEach(([x, y], i) => {
      const [h, v] = [x - middles[current][0], y - middles[current][1]];
      const [along, far] = [h * dx + v * dy, h * h + v * v];
      if (along * along * 5 > far && along > 0 && far / along < least) [found, least] = [i, far / along];
    });
    go(found);
  };
  const clear = () => pick(picked(), false);
  const keys = {
    ArrowLeft: () => step(-1, 0), ArrowRight: () => step(1, 0),
    ArrowUp: () => step(0, -1), ArrowDown: () => step(0, 1),
    Enter: () => pick([current]), " ": () => pick([current]), Escape: clear,
  };
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
    event.preventDefault();
    event.stopPropagation(); // the frame would move the map
    keys[event.key]();
  });
  group.addEventListener("click", (event) => {
    const cell = event.target.closest("a");
    if (!cell || event.defaultPrevented) return;
    event.preventDefault();
    go(cells.indexOf(cell));
    pick([current]);
  });
  list.addEventListener("change", show);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyZ") return;
    if (event.target.matches("input:not([type=checkbox])")) return;
    event.preventDefault();
    by(event.shiftKey ? "edit-redo" : "edit-undo").click();
  });
  document.addEventListener("click", (event) => {
    const codes = event.target.closest("[data-pick]")?.dataset.pick.split(" ");
    if (!codes) return;
    event.preventDefault();
    clear();
    pick(codes.map((code) => place.get(code)), true);
  });

  /* Names keep their size while the map grows, and find room that they lacked. */
  const view = group.closest("svg").viewBox.baseVal;
  const whole = view.width;
  const write = () => {
    const k = view.width / whole;
    by("moved").setAttribute("patternTransform", `rotate(45) scale(${k})`);
    by("edit-names").replaceChildren(...state.names.map(([x, y, text, name]) => {
      const written = document.createElementNS(group.namespaceURI, "text");
      written.setAttribute("transform", `translate(${x} ${y + 4 * k}) scale(${k})`);
      written.textContent = k < 0.6 ? name : text;
      return written;
    }));
  };
  new MutationObserver(write).observe(group.closest("svg"), { attributeFilter: ["viewBox"] });

  /* The answer holds the figures; what hangs on the map is put onto it here. */
  const draw = (next) => {
    next.labels.forEach((number, i) => {
      path(i).setAttribute("class", `cell plan-${number % 12}`);
      cells[i].ariaLabel = `${label(cells[i]).split(": ", 1)[0]}: ${next.units[number][1]}`;
    });
    cells.forEach((cell) => cell.children[1]?.remove());
    for (const i of next.moved) {
      cells[i].append(path(i).cloneNode());
      cells[i].lastChild.setAttribute("class", "moved");
    }
    for (const name of ["held", "broken"]) outline(name, next[name]);
    by("edit-border").setAttribute("d", next.border);
    state = next;
    write();
  };
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if ([409, 422].includes(detail.xhr.status)) detail.shouldSwap = true;
  });
  document.addEventListener("htmx:afterSwap", ({ detail }) => {
    const figures = by("edit-figures");
    if (detail.target.id !== figures.id) return;
    const refused = figures.querySelector("[data-refused]");
    draw(JSON.parse(figures.dataset.map));
    said.textContent = figures.dataset.said;
    if (refused) {
      show();
      refused.scrollIntoView({ block: "nearest" });
    } else {
      by("edit-allow").checked = false;
      clear();
    }
    if (document.activeElement === document.body) go(current);
  });
  document.addEventListener("htmx:sendError", () => { said.textContent = said.dataset.offline; });

  by("edit-give").querySelector("details").open = false;
  group.role = "listbox";
  group.setAttribute("aria-multiselectable", true);
  for (const cell of cells) cell.setAttribute("role", "option");
  show();
})();
