"""What robots are asked to leave alone (RFC 9309)."""

from __future__ import annotations

# Addresses that do something, look things up, or lead away.
CLOSED = (
    "/clip", "/embed/", "/at?", "/search", "/out/", "/l/", "/share/", "/comments/", "/oembed",
    "/settings", "/notifications", "/sign-in", "/sign-up", "/confirm", "/forgot-password",
    "/reset-password", "/unsubscribe", "/invite", "/*?q=",
)  # fmt: skip
# Programs that gather pages to train models or to answer in the place of the page.
AI = (
    "AI2Bot", "Amazonbot", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot",
    "Claude-SearchBot", "Claude-User", "cohere-ai", "Diffbot", "DuckAssistBot", "FacebookBot",
    "Google-Extended", "GPTBot", "ChatGPT-User", "OAI-SearchBot", "ImagesiftBot",
    "Meta-ExternalAgent", "Meta-ExternalFetcher", "omgili", "PerplexityBot", "Perplexity-User",
    "Timpibot", "YouBot",
)  # fmt: skip

REFUSED = (
    "Members wrote this for each other: it is not to be gathered for training or by AI agents."
)
ALLOWED = "AI crawlers may read what is public, as other robots may."


def robots_txt(sitemap: str, *, allows_ai: bool) -> str:
    lines = [f"# {ALLOWED if allows_ai else REFUSED}"]
    if not allows_ai:
        lines += [*(f"User-agent: {name}" for name in AI), "Disallow: /", ""]
    lines += ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED)]
    return "\n".join([*lines, "Allow: /", "", f"Sitemap: {sitemap}", ""])
