"""Templates: every word translatable, nothing inline, every name they use exists."""

from __future__ import annotations

import ast
import re

import pytest
from jinja2 import nodes

from tests.architecture import house, markup

# Where a person reads what Python says.
SAYING = {"flash", "ValidationError", "validators.ValidationError"}
LABELS = {"message", "label", "description"}


@pytest.mark.parametrize(
    "source, words",
    [
        ("<p>{{ _('Hello') }}</p>", []),
        ("{% trans name=x %}Hello {{ name }}{% pluralize %}Hi{% endtrans %}<p>·</p>", []),
        ('<img alt="{{ _("Ana") }}" {% if x %}class="full"{% endif %}>', []),
        ("{# a remark #}<b>Posy</b>&nbsp;<script>let word</script>", []),
        ("{% if x %}\n<p>Hello</p>{% endif %}", [(2, "Hello")]),
        ('<input placeholder="Name">', [(1, 'placeholder="Name"')]),
        ("{% trans %}Hi{% endtrans %} there", [(1, "there")]),
    ],
)
def test_the_reader_of_templates_tells_words_from_markup(source, words):
    page = markup.Page()
    page.feed(markup.flattened(source))
    page.close()
    assert page.words == words


def test_every_word_of_a_page_is_translatable():
    found = [
        f"{house.named(path)}:{line} {what}"
        for path in house.templates(".html")
        for line, what in [*markup.read(path).words, *markup.literals(path)]
    ]
    assert not found, house.listed(found, "Write {{ _('…') }} or {% trans %}.")


def test_every_word_of_a_mail_is_translatable():
    found = [
        f"{house.named(path)}:{n} {line.strip()}"
        for path in house.templates(".txt")
        for n, line in enumerate(markup.flattened(path.read_text()).splitlines(), 1)
        if markup.untranslated(line)
    ]
    assert not found, house.listed(found, "Write {{ _('…') }} or {% trans %}.")


def test_nothing_is_inline():
    found = [
        f"{house.named(path)}:{line} {what}"
        for path in house.templates(".html")
        if "templates/mail" not in str(path)  # mail readers know nothing else than inline styles
        for line, what in markup.read(path).inline
    ]
    message = "The policy blocks it: use a class, an SVG attribute, a data-attribute."
    assert not found, house.listed(found, message)


def test_what_python_says_is_translatable():
    found = [
        f"{house.named(path)}:{call.lineno} {ast.unparse(said)}"
        for path in house.application()
        for name, call in house.calls(path)
        for said in spoken_arguments(name, call)
        if isinstance(said, ast.Constant) and isinstance(said.value, str) and said.value
    ]
    assert not found, house.listed(found, "Write _('…'), or _l('…') where a class is made.")


def spoken_arguments(name: str, call: ast.Call) -> list[ast.expr]:
    last = name.rsplit(".", 1)[-1]
    is_form_part = last.endswith("Field") and last[0].isupper()
    said = [k.value for k in call.keywords if is_form_part and k.arg in LABELS]
    if (name in SAYING or is_form_part) and call.args:
        said.append(call.args[0])
    return said


def test_every_template_named_exists():
    there = {str(p.relative_to(house.HOUSE / "templates")) for p in house.templates()}
    found = [
        f"{house.named(path)}:{node.lineno} {node.value}"
        for path in house.application()
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"[a-z_]+(/[a-z_0-9]+)+\.(html|txt|xml)", node.value)
        and node.value not in there
    ]
    assert not found, house.listed(found, "There is no such template.")


def test_every_address_a_template_asks_for_exists(whole_app):
    found = [
        f"{house.named(path)}:{call.lineno} {call.args[0].value}"
        for path in house.templates()
        for call in markup.jinja.parse(path.read_text()).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
        and call.node.name == "url_for"
        and call.args
        and isinstance(call.args[0], nodes.Const)
        and call.args[0].value not in whole_app.view_functions
    ]
    assert not found, house.listed(found, "No view has this endpoint: see community/urls.py.")


def test_every_address_a_view_asks_for_exists(whole_app):
    found = [
        f"{house.named(path)}:{call.lineno} {call.args[0].value}"
        for path in house.application()
        for name, call in house.calls(path)
        if name == "url_for"
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and call.args[0].value not in whole_app.view_functions
    ]
    assert not found, house.listed(found, "No view has this endpoint: see community/urls.py.")
