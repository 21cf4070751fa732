/* Editing a plan on its map: pick by hand or keys, figures follow. All works without. */
(() => {
  "use strict";

  const by = (id) => document.getElementById(id);
  const group = by("edit-cells");
  const form = by("edit-form");
  const list = by("edit-blocks");
  const said = by("edit-said");
  if (!group || !list) return;

  const cells = [...group.children];
  const listed = new Map([...list.options].map((option) => [option.value, option]));
  const codeOf = (cell) => cell.getAttribute("aria-label").split(",", 1)[0];
  const options = cells.map((cell) => listed.get(codeOf(cell)));
  const numberOf = new Map(cells.map((cell, i) => [codeOf(cell), i]));
  const path = (i) => cells[i].firstElementChild;
  const outline = (name, numbers) => {
    by(`edit-${name}`).setAttribute("d", numbers.map((i) => path(i).getAttribute("d")).join(""));
  };
  const around = cells.map(() => []);
  group.dataset.next.split("|").forEach((row, i) => {
    for (const j of row ? row.split(" ").map(Number) : []) {
      around[i].push(j);
      around[j].push(i);
    }
  });
  const middles = cells.map((cell) => {
    const box = cell.getBBox();
    return [box.x + box.width / 2, box.y + box.height / 2];
  });

  let state = JSON.parse(by("edit-figures").dataset.map);
  let current = 0;

  /* What is picked stands in the list, which the form sends. */
  const picked = () => cells.map((_, i) => i).filter((i) => options[i].selected);
  const pick = (numbers, on) => {
    for (const i of numbers) options[i].selected = on ?? !options[i].selected;
    show();
  };
  const show = () => {
    const chosen = picked();
    cells.forEach((cell, i) => cell.setAttribute("aria-selected", options[i].selected));
    outline("picked", chosen);
    const sum = (place) => chosen.reduce((all, i) => {
      return all + (Number(cells[i].dataset.n.split(" ")[place]) || 0);
    }, 0);
    const count = by("edit-count");
    count.textContent = chosen.length
      ? count.dataset.some.replace("{n}", chosen.length).replace("{h}", sum(0)).replace("{p}", sum(1))
      : count.dataset.none;
    offer(chosen);
  };
  /* A button for each bag that the picked blocks border. */
  const offer = (chosen) => {
    const own = new Set(chosen.map((i) => state.labels[i]));
    const near = new Set(chosen.flatMap((i) => around[i].map((j) => state.labels[j])));
    if (own.size === 1) own.forEach((label) => near.delete(label));
    const row = by("edit-near");
    row.hidden = !near.size;
    row.replaceChildren(...[...near].sort((a, b) => a - b).map((label) => {
      const button = document.createElement("button");
      const [key, name] = state.units[label];
      button.type = "button";
      button.className = "button";
      button.textContent = `→ ${name}`;
      button.addEventListener("click", () => {
        by("edit-to").value = key;
        form.requestSubmit(form.querySelector("[value=give]"));
      });
      return button;
    }));
  };

  /* One stop for Tab; arrows go to the neighbour that lies that way. */
  const go = (i, focus = true) => {
    cells[current].tabIndex = -1;
    current = i;
    cells[i].tabIndex = 0;
    if (focus) cells[i].focus({ preventScroll: true });
  };
  const towards = (i, dx, dy) => {
    const best = (numbers, least) => {
      let found = -1;
      let top = 0;
      for (const j of numbers) {
        const [x, y] = [middles[j][0] - middles[i][0], middles[j][1] - middles[i][1]];
        const far = Math.hypot(x, y) || 1;
        const turn = (x * dx + y * dy) / far;
        const worth = least ? turn : turn ** 3 / far;
        if (turn > 0.4 && worth > top) [found, top] = [j, worth];
      }
      return found;
    };
    const near = best(around[i], true);
    return near >= 0 ? near : best(cells.keys(), false);
  };
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  group.setAttribute("role", "listbox");
  group.setAttribute("aria-multiselectable", "true");
  for (const cell of cells) cell.setAttribute("role", "option");
  group.addEventListener("click", (event) => {
    const cell = event.target.closest("a");
    if (!cell || event.defaultPrevented) return;
    event.preventDefault();
    go(cells.indexOf(cell));
    pick([current]);
  });
  group.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in ways) {
      const next = towards(current, ...ways[event.key]);
      if (next >= 0) go(next);
    } else if (event.key === "Enter" || event.key === " ") {
      pick([current]);
    } else if (event.key === "Escape") {
      pick(picked(), false);
    } else return;
    event.preventDefault();
    event.stopPropagation(); // the frame would move the map
  });
  list.addEventListener("change", show);

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.code !== "KeyZ") return;
    if (event.target.closest("input[type=text], textarea")) return;
    event.preventDefault();
    by(event.shiftKey ? "edit-redo" : "edit-undo").click();
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-pick]");
    if (!link) return;
    event.preventDefault();
    pick(picked(), false);
    pick(link.dataset.pick.split(" ").map((each) => numberOf.get(each)), true);
    group.scrollIntoView({ block: "nearest" });
  });

  /* The answer holds the figures; what hangs on the map is put onto it here. */
  const draw = (next) => {
    next.labels.forEach((label, i) => {
      if (label === state.labels[i]) return;
      path(i).setAttribute("class", `cell plan-${label % 12}`);
      const told = cells[i].getAttribute("aria-label").split(": ", 1)[0];
      cells[i].setAttribute("aria-label", `${told}: ${next.units[label][1]}`);
    });
    for (const name of ["moved", "held", "broken"]) outline(name, next[name]);
    by("edit-border").setAttribute("d", next.border);
    by("edit-names").replaceChildren(...next.names.map(([x, y, text]) => {
      const name = document.createElementNS("http://www.w3.org/2000/svg", "text");
      name.setAttribute("x", x);
      name.setAttribute("y", y);
      name.setAttribute("dy", 4);
      name.textContent = text;
      return name;
    }));
    state = next;
  };
  document.addEventListener("htmx:beforeSwap", (event) => {
    if ([409, 422].includes(event.detail.xhr.status)) event.detail.shouldSwap = true;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const figures = by("edit-figures");
    const refused = figures.querySelector("[data-refused]");
    draw(JSON.parse(figures.dataset.map));
    const seen = figures.querySelector("[name=seen]").value;
    for (const field of document.querySelectorAll("[data-seen]")) field.value = seen;
    if (figures.dataset.would) {
      const would = figures.dataset.would.split(" ").map((each) => numberOf.get(each));
      outline("broken", [...state.broken, ...would]);
    }
    said.textContent = refused ? "" : figures.dataset.said;
    if (refused) {
      refused.scrollIntoView({ block: "nearest" });
      show();
    } else {
      by("edit-allow").checked = false;
      const held = document.activeElement;
      pick(picked(), false);
      if (!held?.isConnected || held === document.body) go(current);
    }
  });
  document.addEventListener("htmx:sendError", () => {
    said.className = "notice notice--error";
    said.textContent = form.dataset.offline;
  });
  document.addEventListener("htmx:beforeRequest", () => { said.className = "unseen"; });

  by("edit-give").querySelector("details").open = false;
  go(0, false);
  show();
})();
