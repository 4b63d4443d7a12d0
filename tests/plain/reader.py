"""A browser without script: it follows links, fills in the forms that are there, and presses
their buttons. What only a script could open or send does not exist for it."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml import html
from lxml.html import HtmlElement

SUBMITS = ".//button[not(@type) or @type='submit'] | .//input[@type='submit']"
OUT_OF_REACH = {"template", "dialog", "noscript"}
BOXES = ("checkbox", "radio")


class Reader:
    """`at` is the address shown, `page` what stands there."""

    def __init__(self, client: Any) -> None:
        self._client = client
        self.at, self.status = "/", 0
        self.page: HtmlElement = html.document_fromstring("<p></p>")

    @property
    def text(self) -> str:
        return " ".join(self.page.text_content().split())

    def said(self, name: str) -> list[str]:
        """The words of whatever has that class or id, piece by piece."""
        classed = f"contains(concat(' ', @class, ' '), ' {name} ')"
        found = self.page.xpath(f"//*[@id='{name}' or {classed}]")
        return [" ".join(each.text_content().split()) for each in found]

    def go(self, address: str) -> Reader:
        return self._show(self._client.get(address), address)

    def follow(self, words: str, within: str = "") -> Reader:
        """The link of that name, or the one inside of what has that id."""
        root = self.page.get_element_by_id(within) if within else self.page
        links = [each for each in root.iter("a") if _is_there(each)]
        found = next((each for each in links if words in _name(each)), None)
        assert found is not None, f"no link “{words}” at {self.at}: {[_name(a) for a in links]}"
        return self.go(urljoin(self.at, found.get("href")))

    def press(self, words: str, /, *, nth: int = 0, **fields: Any) -> Reader:
        """The button of that name, after its form is filled in. Names of fields may be given with
        `_` for `-`; a list ticks several boxes, bytes are a file."""
        button = self.button(words, nth)
        form = self._form_of(button)
        return self._send(form, fields, button)

    def enter(self, name: str, words: str) -> Reader:
        """Type into the one field of a form that has no button, and press Enter."""
        fields = [each for each in self.page.xpath(f"//input[@name='{name}']") if _is_there(each)]
        return self._send(next(fields[0].iterancestors("form")), {name: words})

    def _send(self, form: HtmlElement, fields: dict[str, Any], button: Any = None) -> Reader:
        sent, files = _filled(form, fields, self.at)
        pressed = {} if button is None else button.attrib
        if pressed.get("name"):
            sent.append((pressed["name"], pressed.get("value", "")))
        to = urljoin(self.at, pressed.get("formaction") or form.get("action") or self.at)
        if (pressed.get("formmethod") or form.get("method") or "get").lower() == "get":
            return self._show(self._client.get(to, query_string=sent), to)
        data: dict[str, Any] = {}
        for name, value in sent:
            data.setdefault(name, []).append(value)
        data.update(files)
        return self._show(self._client.post(to, data=data, headers={"Referer": self.at}), to)

    def button(self, words: str, nth: int = 0) -> HtmlElement:
        buttons = [each for each in self.page.xpath(SUBMITS) if _is_there(each)]
        exact = [each for each in buttons if _name(each) == words]
        found = exact or [each for each in buttons if words in _name(each)]
        assert len(found) > nth, f"no “{words}” at {self.at}: {[_name(each) for each in buttons]}"
        return found[nth]

    def has(self, words: str) -> bool:
        """A button of that name can be pressed."""
        return any(words in _name(each) for each in self.page.xpath(SUBMITS) if _is_there(each))

    def _form_of(self, button: HtmlElement) -> HtmlElement:
        own = button.get("form")
        around = next(button.iterancestors("form"), None)
        form = self.page.get_element_by_id(own) if own else around
        assert form is not None, f"“{_name(button)}” sends nothing without script"
        return form

    def _show(self, answer: Any, address: str) -> Reader:
        self.at = urlsplit(address)._replace(scheme="", netloc="").geturl()
        if answer.status_code in (301, 302, 303, 307, 308):
            return self.go(urljoin(self.at, answer.headers["Location"]))
        self.status = answer.status_code
        self.page = html.document_fromstring(answer.text or "<p></p>")
        return self


def _is_there(element: HtmlElement) -> bool:
    if element.get("disabled") is not None:
        return False
    for each in (element, *element.iterancestors()):
        classes = (each.get("class") or "").split()
        if each.tag in OUT_OF_REACH or each.get("hidden") is not None or "needs-js" in classes:
            return False
    return True


def _name(element: HtmlElement) -> str:
    return " ".join((element.get("aria-label") or element.text_content()).split())


def _filled(form: HtmlElement, fields: dict[str, Any], at: str) -> tuple[list[Any], dict[str, Any]]:
    """What the form sends: (name, value) as they stand or were filled in, and files."""
    wanted = {name.replace("_", "-"): value for name, value in fields.items()} | fields
    unknown = {name for name in fields if not _controls(form, name)}
    assert not unknown, f"the form at {at} has no {unknown}: {sorted(set(_names(form)))}"
    sent: list[tuple[str, str]] = []
    files: dict[str, Any] = {}
    for control in form.xpath(".//input | .//select | .//textarea"):
        name, kind = control.get("name"), control.get("type", "text")
        if not name or control.get("disabled") is not None or kind in ("submit", "button"):
            continue
        if kind == "file":
            if isinstance(wanted.get(name), bytes):
                files[name] = (BytesIO(wanted[name]), f"{name}.png")
        else:
            sent += [(name, value) for value in _values(control, kind, wanted)]
    return sent, files


def _values(control: HtmlElement, kind: str, wanted: dict[str, Any]) -> list[str]:
    name = control.get("name")
    if kind in BOXES:
        value = control.get("value", "on")
        chosen = wanted.get(name)
        if chosen is None:
            return [value] if control.get("checked") is not None else []
        ticked = chosen is True or value in (chosen if isinstance(chosen, list) else [str(chosen)])
        return [value] if ticked and chosen is not False else []
    value = str(wanted[name]) if name in wanted else _value_of(control)
    if control.tag == "select":
        offered = [each.get("value", each.text) for each in control.iter("option")]
        assert value in offered, f"{name} offers {offered}"
    elif control.getroottree() is not None and control.get("required") is not None:
        novalidate = next(control.iterancestors("form")).get("novalidate") is not None
        assert value or novalidate, f"a browser would ask for {name}"
    return [value]


def _value_of(control: HtmlElement) -> str:
    if control.tag == "textarea":
        return (control.text or "").removeprefix("\n")
    if control.tag == "select":
        options = list(control.iter("option"))
        chosen = [each for each in options if each.get("selected") is not None] or options[:1]
        return str(chosen[0].get("value", chosen[0].text)) if chosen else ""
    return str(control.get("value", ""))


def _controls(form: HtmlElement, name: str) -> list[HtmlElement]:
    return [each for each in _names(form) if each in (name, name.replace("_", "-"))]


def _names(form: HtmlElement) -> list[str]:
    return [each.get("name") for each in form.xpath(".//*[@name]")]
