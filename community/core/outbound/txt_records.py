"""What a domain’s owner wrote into its DNS."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import dns.exception
import dns.resolver
from flask import current_app

LONGEST_WAIT = 5.0  # seconds, for all tries together
MOST_RECORDS = 10
LONGEST_RECORD = 1024


class TxtRecords:
    """Asks the system’s name servers. Tests put another with the same `at` into
    `app.extensions["txt_records"]`."""

    def at(self, name: str) -> Iterable[bytes]:
        """The TXT records of a name; none when nobody answers in time."""
        try:
            answer = dns.resolver.resolve(
                f"{name}.", "TXT", lifetime=LONGEST_WAIT, raise_on_no_answer=False, search=False
            )
        except (dns.exception.DNSException, OSError):
            return
        for record in answer.rrset or ():
            yield b"".join(record.strings)


def txt_records_of(name: str) -> list[str]:
    """The first ten that are no longer than a record of ours could be."""
    records: TxtRecords = current_app.extensions.setdefault("txt_records", TxtRecords())
    first = islice(records.at(name), MOST_RECORDS)
    return [text.decode("utf-8", "replace") for text in first if len(text) <= LONGEST_RECORD]
