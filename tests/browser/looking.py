"""What one visit to a page shows: faults, weight, words, widths."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe

AXE = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "resultTypes": ["violations"],
}
# What another language and darkness can change of a page that axe has read whole.
CONTRAST = {
    "runOnly": {
        "type": "rule",
        "values": ["color-contrast", "link-in-text-block", "html-has-lang"],
    },
    "resultTypes": ["violations"],
}
# Text and attributes a person meets, outside elements marked with another language.
WORDS = """(other) => {
  const found = [];
  const foreign = (node) => node.closest(`[lang="${other}"], script, textarea`);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walk.nextNode(); text; text = walk.nextNode())
    if (text.data.trim() && !foreign(text.parentElement)) found.push(text.data.trim());
  for (const name of ["title", "placeholder", "aria-label", "alt"])
    for (const element of document.querySelectorAll(`body [${name}]`))
      if (!foreign(element)) found.push(element.getAttribute(name));
  for (const element of document.querySelectorAll("input[type=submit]"))
    found.push(element.value);
  const about = document.querySelector("meta[name=description]");
  // A title can hold what a person wrote, but marks no language.
  let title = document.title;
  for (const name of document.querySelectorAll(`h1 [lang="${other}"]`))
    title = title.replace(name.textContent, "");
  return [title, about ? about.content : "", ...found];
}"""
# What names things on the page: not figures, codes, or what people wrote.
LABELS = """() => {
  const found = [document.title];
  const where =
    "h1, h2, h3, h4, button, label, legend, th, dt, summary, nav a, caption";
  for (const element of document.querySelectorAll(where)) {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("code, [lang=en], select, option").forEach((x) => x.remove());
    if (!element.closest("code, [lang=en]")) found.push(copy.textContent.trim());
  }
  // The choice not made yet; the other options hold names of units and of acts.
  for (const option of document.querySelectorAll("option[value='']"))
    found.push(option.textContent);
  return found;
}"""
SHAPE = """() => ({
  lang: document.documentElement.lang,
  headings: [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((h) => h.checkVisibility() || h.closest("details"))
    .map((h) => Number(h.tagName[1])),
})"""
WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Visit:
    where: str
    status: int = 0
    html: str = ""
    lang: str = ""
    headings: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    wider: int = 0
    # Bytes over the wire by address; what the browser kept from before costs nothing.
    fetched: Counter[str] = field(default_factory=Counter)
    used: set[str] = field(default_factory=set)


class Looker:
    """One tab that goes from page to page as a person does, its cache kept."""

    def __init__(self, context, language, axe=AXE):
        self.language = language
        self.axe = axe
        self.page = context.new_page()
        self.visit = Visit("")
        self._addresses = {}
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        wire = context.new_cdp_session(self.page)
        wire.send("Network.enable")
        wire.on("Network.requestWillBeSent", self._asked)
        wire.on("Network.loadingFinished", self._came)

    def look(self, path, sizes):
        """Open the page at the first width, then look whether it fits the others."""
        self.visit = visit = Visit(f"{path} ({self.language})")
        self.page.set_viewport_size({"width": sizes[0], "height": 800})
        answer = self.page.goto(path, wait_until="load")
        visit.status, visit.html = answer.status, answer.text()
        self._read(visit)
        for width in sizes[1:]:
            self.page.set_viewport_size({"width": width, "height": 800})
        visit.wider = self.page.evaluate(WIDER)
        return visit

    def _read(self, visit):
        shape = self.page.evaluate(SHAPE)
        visit.lang, visit.headings = shape["lang"], shape["headings"]
        other = "mn" if self.language == "en" else "en"
        visit.words = self.page.evaluate(WORDS, other)
        visit.labels = self.page.evaluate(LABELS)
        visit.axe = axe_faults(self.page, self.axe)

    def _console(self, message):
        # The browser itself reports the status of a page that is meant to be refused.
        if message.type in {"error", "warning"} and "status of 4" not in message.text:
            self._complain(message.text)

    def _complain(self, text):
        self.visit.complaints.append(text)

    def _asked(self, event):
        self._addresses[event["requestId"]] = event["request"]["url"]
        self.visit.used.add(event["request"]["url"])

    def _came(self, event):
        address = self._addresses.get(event["requestId"], "")
        self.visit.fetched[address] += int(event["encodedDataLength"])


def axe_faults(page, options=AXE):
    """What axe finds; only that leaves the browser, not the 60 KB of what is well."""
    page.evaluate(Axe().axe_script)
    found = page.evaluate(
        "(options) => axe.run(options).then((told) => told.violations)", options
    )
    return [
        f"{fault['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for fault in found
        for node in fault["nodes"]
    ]
