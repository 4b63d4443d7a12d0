import pytest

from community.clipping.reader import read
from tests.clipping.walled import WALLED

WALLS = [
    ("bot-check", "<title>Just a moment...</title><body>Checking your browser</body>"),
    ("bot-check", "<title>Attention Required!</title><h1>Sorry, you have been blocked</h1>"),
    ("bot-check", "<title>Robot Check</title><p>Enter the characters you see below</p>"),
    ("bot-check", "<title>shop</title><p>Please verify you are a human to go on.</p>"),
    ("bot-check", "<title>Access Denied</title><p>Reference #18.2</p>"),
    ("bot-check", "<title>Pardon Our Interruption</title><p>Something made us think</p>"),
    ("log-in", "<title>Log in – Reed Shop</title><form><input type=password></form>"),
    ("log-in", "<title>Reed Shop</title><form>Your account <input type='password'></form>"),
    ("log-in", "<title>Reed Shop</title><p>Please sign in to continue.</p>"),
    ("not-found", "<title>404 Not Found</title><p>nginx</p>"),
    ("not-found", "<title>Reed Shop</title><h1>Page not found</h1><p>Back to the start</p>"),
    ("not-found", "<title>Seite nicht gefunden | Laden</title><p>Leider</p>"),
    ("not-found", "<title>Reed Shop</title><p>The product you requested could not be found.</p>"),
    ("server-error", "<title>503 Service Unavailable</title>"),
    ("server-error", "<title>Reed Shop</title><h1>Internal Server Error</h1>"),
    ("server-error", "<title>We’ll be right back</title><p>Under maintenance</p>"),
    ("consent", "<title>Before you continue to Reed</title><p>Cookies</p>"),
    ("host-as-title", "<title>www.reed.example</title><p>Loading</p>"),
    (
        "script-shell",
        "<title>Reed Shop</title><noscript>Please enable JavaScript.</noscript>",
    ),
    ("script-shell", "<title>Reed Shop</title><div id=root></div><script>boot()</script>"),
    ("empty", "<html><body></body></html>"),
]


@pytest.mark.parametrize(("reason", "html"), WALLS)
def test_a_wall_gives_its_reason_and_nothing_else(reason, html):
    facts = read(html, "https://www.reed.example/basket")
    assert facts.wall == reason
    assert not any(facts.named().values())
    assert facts.images == ()


def test_a_thing_named_like_a_wall_is_still_a_thing():
    html = """<title>Login Sign, enamel</title><meta property="og:type" content="product">
    <h1>Login Sign, enamel</h1><p class="price">€ 19.00</p>"""
    facts = read(html, "https://signs.example/login")
    assert facts.wall is None
    assert facts.title is not None
    assert facts.title.value == "Login Sign, enamel"


@pytest.mark.parametrize("name", WALLED)
def test_every_kind_of_wall_yields_only_its_reason(name):
    reason, html = WALLED[name]
    facts = read(html, "https://www.reed.example/basket")
    assert facts.wall == reason
    assert not any(facts.named().values()) and facts.images == () and facts.variants == ()


@pytest.mark.parametrize(
    "title",
    ["Captcha party game", "Gone fishing mug", "Access Denied poster", "404 Not Found T-shirt"],
)
def test_a_thing_with_a_walls_name_and_a_price_is_a_thing(title):
    html = f"""<title>{title} – Reed</title><h1>{title}</h1><script type="application/ld+json">
    {{"@type": "Product", "name": "{title}", "offers": {{"price": "9", "priceCurrency": "EUR"}}}}
    </script>"""
    facts = read(html, "https://www.reed.example/thing")
    assert facts.wall is None and facts.title is not None and facts.title.value == title
