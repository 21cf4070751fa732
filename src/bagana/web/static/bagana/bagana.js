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

  all(".map-frame").forEach(zoomable);
  all("button[data-copy]").forEach(copier);
  all("details.asof").forEach(closable);
})();
