"""Pages that are no product's, as servers, guards and shop systems write them; all made by us."""

from __future__ import annotations

MENU = "<nav>" + "".join(f"<a href=/c{n}>Shelf {n}</a> " for n in range(40)) + "</nav>"
FOOT = "<footer>Delivery Returns Contact Imprint Newsletter © Reed Shop</footer>"
SCRIPT = "<script>window.__boot={route:'/thing'};</script><script src=/main.js></script>"


def page(title: str, body: str, head: str = "", around: bool = False) -> str:
    inside = f"{MENU}{body}{FOOT}" if around else body
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head>{inside}</html>"


# name -> (reason, page)
WALLED: dict[str, tuple[str, str]] = {
    "a guard counts to five": (
        "bot-check",
        page("Just a moment...", "<h1>reed.example</h1><p>Verifying you are human.</p>" + SCRIPT),
    ),
    "a guard asks to press and hold": (
        "bot-check",
        page("Reed Shop", "<p>Press &amp; Hold to confirm you are a human (and not a bot).</p>"),
    ),
    "a guard in a frame": (
        "bot-check",
        page(
            "reed.example",
            "<iframe src='https://captcha-delivery.example/c/?id=1' title=captcha></iframe>",
            "<meta name=robots content=noindex>",
        ),
    ),
    "a guard that gives a number": (
        "bot-check",
        page(
            "Access Denied",
            "<h1>Access Denied</h1>You don't have permission to access this server."
            "<p>Reference #18.6d3</p>",
        ),
    ),
    "a guard with an incident": (
        "bot-check",
        page("", "<p>Request unsuccessful. Incident ID: 8610-44</p><iframe src=/_guard></iframe>"),
    ),
    "a guard with letters to read": (
        "bot-check",
        page("Reed", "<h4>Enter the characters you see below</h4><form><input name=field></form>"),
    ),
    "a guard in German": (
        "bot-check",
        page("Einen Moment…", "<p>Bitte bestätigen Sie, dass Sie ein Mensch sind.</p>"),
    ),
    "a guard in French": ("bot-check", page("Un instant…", "<p>Vérification en cours</p>")),
    "a guard within the shop’s own frame": (
        "bot-check",
        page("Security Check", "<h1>One more step</h1><p>I am not a robot</p>", around=True),
    ),
    "a waiting room": (
        "bot-check",
        page("You are in line", "<h1>You are now in line</h1><p>Your turn in 12 minutes.</p>"),
    ),
    "too many requests": ("bot-check", page("429 Too Many Requests", "<p>Slow down.</p>")),
    "a page for members": (
        "log-in",
        page("Sign in to Reed", "<form><input name=mail><input type=password name=word></form>"),
    ),
    "a shop behind a password": (
        "log-in",
        page(
            "Reed – Opening Soon",
            "<h1>Opening soon</h1><p>Enter using password</p><form><input type=password></form>",
            '<meta property="og:title" content="Reed">',
        ),
    ),
    "trade customers only": (
        "log-in",
        page("Reed B2B", "<h1>Welcome</h1><p>You must log in to see this product.</p>"),
    ),
    "a shop not for this country": (
        "blocked",
        page("Reed", "<h1>Sorry</h1><p>This site is not available in your country.</p>"),
    ),
    "refused by law": ("blocked", page("451 Unavailable For Legal Reasons", "<p>Sorry.</p>")),
    "an age gate": (
        "consent",
        page("Reed Wines", "<h1>Are you of legal drinking age?</h1><button>Yes</button>"),
    ),
    "consent first": (
        "consent",
        page("Before you continue", "<p>We and our 812 partners store cookies.</p>"),
    ),
    "not found, plainly": ("not-found", page("404 Not Found", "<center>nginx</center>")),
    "not found, with the whole menu": (
        "not-found",
        page("Page not found – Reed Shop", "<h1>Page not found</h1>" * 2, around=True),
    ),
    "not found, said softly": (
        "not-found",
        page("Reed Shop", "<h1>Oops!</h1><p>The product you are looking for was not found.</p>"),
    ),
    "not found, in Spanish": (
        "not-found",
        page("Página no encontrada", "<p>Lo sentimos.</p>", around=True),
    ),
    "a domain for sale": (
        "not-found",
        page("reed.example is for sale", "<h1>This domain is for sale!</h1><p>Make an offer</p>"),
    ),
    "an account that was switched off": (
        "server-error",
        page("Account Suspended", "<h1>This account has been suspended.</h1>"),
    ),
    "under repair": (
        "server-error",
        page("Reed Shop", "<h1>We’ll be back soon</h1><p>Down for maintenance.</p>"),
    ),
    "a gateway": ("server-error", page("502 Bad Gateway", "<hr>nginx")),
    "a database": (
        "server-error",
        page("Database Error", "<h1>Error establishing a database connection</h1>"),
    ),
    "a shell of scripts": ("script-shell", page("Reed", "<div id=root></div>" + SCRIPT)),
    "a browser too old": (
        "script-shell",
        page("Reed", "<p>Your browser is not supported. Please update it.</p>" + SCRIPT),
    ),
    "a host for a title": ("host-as-title", page("www.reed.example", "<p>Loading</p>")),
    "nothing at all": ("empty", "<html><head></head><body> </body></html>"),
}
