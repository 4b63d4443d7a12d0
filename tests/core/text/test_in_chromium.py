import pytest

from community.core.text import clean_markdown
from community.core.text.markdown import clean_html
from tests.core.text.attacks import ATTACKS

pytestmark = pytest.mark.browser


@pytest.fixture
def page(chromium):
    context = chromium.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.fixture
def run(page):
    """How often a script ran in a page with this body and without any CSP."""
    alerts = []
    page.on("dialog", lambda dialog: (alerts.append(dialog.message), dialog.dismiss()))

    def count(body):
        page.set_content(f"<!doctype html><title>t</title><main>{body}</main>")
        page.wait_for_timeout(200)
        return len(alerts)

    return count


def test_uncleaned_attacks_do_run_for_this_to_mean_anything(run):
    assert run("<img src=x onerror=alert(1)><svg onload=alert(2)>") >= 1


@pytest.mark.parametrize("clean", [clean_markdown, clean_html])
def test_no_cleaned_attack_runs_or_waits_in_a_link(run, page, clean):
    assert run("".join(map(clean, ATTACKS))) == 0
    schemes = page.evaluate("[...document.links].map((link) => link.protocol)")
    assert set(schemes) <= {"http:", "https:", "mailto:"}
    assert page.locator("main script, main style, main svg, main img, main iframe").count() == 0


@pytest.mark.parametrize("attack", ATTACKS[::5])
def test_no_cleaned_attack_runs_alone(run, attack):
    assert run(clean_markdown(attack)) == 0
