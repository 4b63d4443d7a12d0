"""Every table that leads to a member is in the archive, or is spared for a written reason."""

from __future__ import annotations

import json

import pytest

from community.belongings.sections import SECTIONS
from community.belongings.sections.tables import ELSEWHERE, SPARED
from community.core.db import writing
from community.extensions import db
from tests.accounts.people import member
from tests.belongings.everything import fill_everything, tables_of_members
from tests.drills.canaries.columns import of_words
from tests.world import person

WORD = "Canaryword"
EXPORTED = {**{name: name for name in SECTIONS}, **ELSEWHERE}


def test_no_table_that_leads_to_a_member_is_forgotten(app):
    forgotten = tables_of_members() - set(EXPORTED) - set(SPARED)
    assert forgotten == set(), "say in sections/ where they stand, or why not in tables.SPARED"
    known = set(db.metadata.tables)
    assert (set(SPARED) | set(ELSEWHERE)) - known == set()
    assert set(ELSEWHERE.values()) - set(SECTIONS) == set()
    assert set(SPARED) & set(EXPORTED) == set()


@pytest.mark.both_databases
def test_a_row_in_every_table_stands_in_its_section_with_its_words(app):
    ana, ben = member("ana").profile, person("ben")
    with writing():
        ana.name = ana.bio = WORD
        made = fill_everything(ana, ben, WORD)
    data = {name: list(rows(ana)) for name, rows in SECTIONS.items()}
    worded = {name.partition(".")[0] for name in of_words()}
    for table in made.keys() & tables_of_members() & set(EXPORTED):
        rows = data[EXPORTED[table]]
        assert rows, f"{table}: nothing in {EXPORTED[table]}"
        said = WORD in json.dumps(rows)
        assert said or table not in worded or table in WORDLESS, f"{table}: no word of hers"
    assert "_hash" not in json.dumps(data)


# Only words of our own stand in these, or in what of them is taken along.
WORDLESS = {
    "account_sessions", "claims", "collaborators", "collection_follows", "deal_joins",
    "helpful_votes", "likes", "notice_choices", "notice_mutes", "people_set_members",
    "product_marks", "rally_joins", "share_links", "taste_readings", "topic_readers",
    "voucher_claims",
}  # fmt: skip
