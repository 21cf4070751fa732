/* Minutes without a network: what is written waits on this device, and is sent once,
   in order, when the network is back. Without this script the form is a plain one. */
(() => {
  "use strict";

  const form = document.getElementById("entry-form");
  const box = document.getElementById("unsent");
  if (!form || !box || !window.crypto?.getRandomValues) return;
  const key = `bagana-minutes-${form.dataset.meeting}`;
  const field = (name) => form.elements.namedItem(name);
  let sending = false;
  let said = "";

  const waiting = () => {
    try {
      return JSON.parse(localStorage.getItem(key)) || [];
    } catch {
      return [];
    }
  };
  const keep = (entries) => {
    try {
      if (entries.length) localStorage.setItem(key, JSON.stringify(entries));
      else localStorage.removeItem(key);
      return true;
    } catch {
      return false;
    }
  };

  /* randomUUID is missing on plain http; the bits are the same. */
  const newUid = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = [...bytes].map((one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
  };

  const line = (text) => {
    const row = document.createElement("p");
    row.textContent = text;
    return row;
  };
  const show = () => {
    const entries = waiting();
    const rows = [];
    if (entries.length) rows.push(line(`${box.dataset.waiting} ${entries.length}`));
    for (const one of entries) rows.push(line(`${one.speaker ? `${one.speaker}: ` : ""}${one.text}`));
    if (said) rows.push(line(said));
    box.replaceChildren(...rows);
    box.className = entries.length ? "notice notice--care" : "notice notice--success";
    box.hidden = !rows.length;
  };

  const send = async (entry) => {
    const body = new FormData();
    for (const [name, value] of Object.entries(entry)) body.append(name, value);
    body.append("csrfmiddlewaretoken", field("csrfmiddlewaretoken").value);
    const answer = await fetch(form.action || location.href, {
      method: "POST",
      body,
      headers: { "X-Entry": entry.uid },
    });
    if (answer.ok && !answer.redirected && answer.headers.get("Content-Type")?.includes("json")) return "";
    if (answer.status === 422 || answer.status === 409) {
      return `${box.dataset.refused} ${(await answer.json()).reason}`;
    }
    return box.dataset.signin;
  };

  /* One after the other; what was not taken stays first in the row. */
  const flush = async () => {
    if (sending || !waiting().length) return;
    sending = true;
    let sent = 0;
    try {
      for (let next = waiting()[0]; next; next = waiting()[0]) {
        said = await send(next);
        if (said) break;
        keep(waiting().filter((one) => one.uid !== next.uid));
        sent += 1;
      }
    } catch {
      said = "";
    } finally {
      sending = false;
    }
    if (sent && !waiting().length) {
      if (!field("text").value && !field("speaker").value) {
        location.reload();
        return;
      }
      said = box.dataset.sent;
    }
    show();
  };

  form.addEventListener("submit", (event) => {
    if (!field("text").value.trim()) return;
    const names = ["kind", "item", "speaker", "text"];
    const entry = Object.fromEntries(names.map((name) => [name, field(name).value]));
    if (!keep([...waiting(), { uid: newUid(), at: new Date().toISOString(), ...entry }])) {
      said = box.dataset.full;
      show();
      return;
    }
    event.preventDefault();
    field("text").value = "";
    field("speaker").value = "";
    show();
    flush();
  });
  addEventListener("online", flush);
  setInterval(flush, 20000);
  show();
  flush();
})();
