"""Who meets in a story: somebody at a browser of their own, and what they all do."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.demonstration import Demonstration


@dataclass
class Person:
    """Somebody at a browser of their own."""

    page: Page
    site: Demonstration

    def goes(self, path):
        self.page.goto(path)

    def press(self, name):
        button = self.page.locator("main").get_by_role("button", name=name, exact=True)
        button.first.click()

    def fill(self, **values):
        for name, value in values.items():
            self.page.locator(f"main [name={name}]").first.fill(str(value))

    def choose(self, name, label):
        """The first choice whose words hold the label."""
        select = self.page.locator(f"main select[name={name}]")
        found = select.locator("option", has_text=label).first
        select.select_option(value=found.get_attribute("value"))

    def says(self, text):
        expect(self.page.locator("main")).to_contain_text(text)


@contextmanager
def meeting(browser, demonstration):
    """A function that brings a person in; everybody leaves at the end."""
    contexts = []

    def person(username, **options):
        context = demonstration.context(browser, **options)
        contexts.append(context)
        page = context.new_page()
        if username:
            demonstration.sign_in(page, username)
        return Person(page, demonstration)

    try:
        yield person
    finally:
        for context in contexts:
            context.close()


def records_an_act(officer, number, title, on, body="Тэргүүлэгчид"):
    officer.goes("/acts/record/")
    officer.choose("body", body)
    officer.fill(number=number, title_mn=title, date=on.isoformat())
    officer.choose("kind", "тогтоол")
    officer.press("Бүртгэх")
    officer.says(title)
