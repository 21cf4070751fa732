/* What makes pages quicker to use. Nothing here is needed: all works without it. */
(() => {
  "use strict";

  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  /* A row of a table and its unit on the map light up together. */
  const light = (event, on) => {
    const owner = event.target.closest?.("[data-unit]");
    if (!owner) return;
    for (const twin of all(`[data-unit="${CSS.escape(owner.dataset.unit)}"]`)) {
      twin.classList.toggle("is-lit", on);
    }
  };
  for (const [name, on] of [
    ["pointerover", true], ["focusin", true], ["pointerout", false], ["focusout", false],
  ]) {
    document.addEventListener(name, (event) => light(event, on));
  }

  /* Pan and zoom of a map: buttons, keys, Ctrl and wheel, drag. */
  const zoomable = (frame) => {
    const svg = frame.querySelector("svg.map");
    const tools = frame.querySelector(".map-tools");
    if (!svg || !tools) return;
    const whole = svg.viewBox.baseVal;
    const home = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
    let view = { ...home };
    let drag = null;

    const within = (value, low, high) => Math.min(Math.max(value, low), high);
    const show = () => {
      view.x = within(view.x, home.x, home.x + home.width - view.width);
      view.y = within(view.y, home.y, home.y + home.height - view.height);
      svg.setAttribute("viewBox", [view.x, view.y, view.width, view.height].join(" "));
    };
    const zoom = (factor, px = 0.5, py = 0.5) => {
      const width = within(view.width * factor, home.width / 16, home.width);
      const height = home.height * (width / home.width);
      view.x += (view.width - width) * px;
      view.y += (view.height - height) * py;
      view.width = width;
      view.height = height;
      show();
    };
    const move = (dx, dy) => {
      view.x += dx * view.width;
      view.y += dy * view.height;
      show();
    };
    const act = {
      in: () => zoom(1 / 1.6),
      out: () => zoom(1.6),
      all: () => { view = { ...home }; show(); },
      left: () => move(-0.2, 0), right: () => move(0.2, 0),
      up: () => move(0, -0.2), down: () => move(0, 0.2),
    };
    const keys = {
      "+": "in", "=": "in", "-": "out", 0: "all",
      ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down",
    };

    tools.hidden = false;
    tools.addEventListener("click", (event) => {
      const button = event.target.closest("[data-zoom]");
      if (button) act[button.dataset.zoom]();
    });
    frame.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !(event.key in keys)) return;
      event.preventDefault();
      act[keys[event.key]]();
    });
    svg.addEventListener("wheel", (event) => {
      if (!event.ctrlKey) return; // a bare wheel scrolls the page
      event.preventDefault();
      const box = svg.getBoundingClientRect();
      const px = (event.clientX - box.left) / box.width;
      zoom(event.deltaY > 0 ? 1.25 : 0.8, px, (event.clientY - box.top) / box.height);
    }, { passive: false });
    svg.addEventListener("pointerdown", (event) => {
      if (event.button === 0 && view.width < home.width) {
        drag = { x: event.clientX, y: event.clientY, far: false };
      }
    });
    window.addEventListener("pointermove", (event) => {
      if (!drag) return;
      const box = svg.getBoundingClientRect();
      const dx = event.clientX - drag.x;
      const dy = event.clientY - drag.y;
      if (!drag.far && Math.hypot(dx, dy) < 5) return;
      move(-dx / box.width, -dy / box.height);
      drag = { x: event.clientX, y: event.clientY, far: true };
    });
    window.addEventListener("pointerup", () => { setTimeout(() => { drag = null; }); });
    svg.addEventListener("dragstart", (event) => event.preventDefault());
    svg.addEventListener("click", (event) => {
      if (drag?.far) event.preventDefault(); // the end of a drag is no choice
    }, true);
  };

  /* A button that copies the address of the page, or what it is told. */
  const copier = (button) => {
    if (!navigator.clipboard) return; // absent where the page came without TLS
    const label = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy || location.href);
      button.textContent = button.dataset.copied || label;
      setTimeout(() => { button.textContent = label; }, 2000);
    });
  };

  /* The date form closes as a menu does. */
  const closable = (details) => {
    document.addEventListener("click", (event) => {
      if (!details.contains(event.target)) details.open = false;
    });
    details.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      details.querySelector("summary").focus();
    });
  };

  /* A long form saves itself three seconds after the last key, never the files. */
  const autosave = (form) => {
    const says = form.querySelector("[data-saved]");
    let timer = 0;
    let busy = false;
    let waiting = null; // the button pressed while a save was under way
    let stopped = false;

    const send = async () => {
      busy = true;
      const body = new FormData(form);
      for (const field of all("input[type=file]", form)) body.delete(field.name);
      try {
        const answer = await fetch(location.href, {
          method: "POST", body, headers: { "X-Autosave": "1" }, redirect: "manual",
        });
        const gone = answer.type === "opaqueredirect"; // to sign in
        const said = gone ? { message: form.dataset.expired } : await answer.json();
        says.textContent = said.message;
        for (const field of all("input[name=revision]")) {
          field.value = said.revision || field.value;
        }
        stopped = gone || answer.status === 409;
      } catch {
        says.textContent = form.dataset.offline;
        later();
      }
      busy = false;
      if (waiting) form.requestSubmit(waiting);
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => { if (!stopped) busy ? later() : send(); }, 3000);
    };
    form.addEventListener("input", later);
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      if (!busy) { stopped = true; return; }
      event.preventDefault(); // the save under way brings the newest revision
      waiting = event.submitter;
    });
  };

  /* A button that ticks all boxes of a name, or none. */
  const ticker = (button) => {
    const boxes = all(`[name="${button.dataset.tick}"]`, button.form);
    button.hidden = false;
    button.addEventListener("click", () => {
      const on = boxes.some((box) => !box.checked);
      for (const box of boxes) box.checked = on;
    });
  };

  all(".map-frame").forEach(zoomable);
  all("form[data-autosave]").forEach(autosave);
  all("button[data-tick]").forEach(ticker);
  all("button[data-copy]").forEach(copier);
  all("details.asof").forEach(closable);
})();
