"""Words people write: cleaned on the way in, so that what is stored may be shown."""

from community.core.text.folding import folded_words, joined
from community.core.text.lines import plain_line, plain_text
from community.core.text.lookalikes import skeleton
from community.core.text.markdown import clean_markdown
from community.core.text.problems import TextProblem, TextTooBusy, TextTooDeep, TextTooLong
from community.core.text.slugs import slugify
from community.core.text.web import host_for_people, safe_next

__all__ = [
    "TextProblem",
    "TextTooBusy",
    "TextTooDeep",
    "TextTooLong",
    "clean_markdown",
    "folded_words",
    "host_for_people",
    "joined",
    "plain_line",
    "plain_text",
    "safe_next",
    "skeleton",
    "slugify",
]
