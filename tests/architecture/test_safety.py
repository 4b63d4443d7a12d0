"""What no file may do, whoever writes it."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import String

from tests.architecture import house

UNSAFE_CALLS = {"eval", "exec", "yaml.load", "yaml.unsafe_load", "os.system", "compile"}
UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "jsonpickle"}
HTTP_CLIENTS = {"requests", "httpx", "urllib.request", "urllib3", "http.client", "aiohttp"}


def within(name: str, modules: set[str]) -> bool:
    return any(name == module or name.startswith(f"{module}.") for module in modules)


def imported(modules: set[str], files: list[Path]) -> list[str]:
    return sorted(
        {
            f"{house.named(path)}:{line} imports {name}"
            for path in files
            for name, line in house.imports(path)
            if within(name, modules)
        }
    )


def test_nothing_is_evaluated_or_unpickled():
    found = imported(UNSAFE_MODULES, house.application())
    for path in house.application():
        for name, call in house.calls(path):
            if name in UNSAFE_CALLS:
                found.append(f"{house.named(path)}:{call.lineno} calls {name}")
    assert not found, house.listed(found, "Keep data as JSON, and code as code.")


def test_addresses_of_others_are_fetched_through_one_door():
    outside = [p for p in house.application() if "core/outbound" not in house.named(p)]
    found = imported(HTTP_CLIENTS, outside)
    assert not found, house.listed(found, "Fetch through community.core.outbound, which vets.")


def test_every_text_in_the_database_has_a_limit(whole_app):
    from community.extensions import db

    assert db.metadata.tables, "The app has brought no tables: are the models imported?"
    found = [
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(plain := getattr(column.type, "impl", column.type), String)
        and plain.length is None
    ]
    assert isinstance(db.metadata.tables["profiles"].c.name.type.impl, String)  # these count too
    assert not found, house.listed(found, "Give it a length: core.columns.text_column(n).")


def test_dependencies_that_break_sockets_stay_out():
    locks = [house.HOUSE / "requirements.txt", house.HOUSE / "requirements-test.txt"]
    names = {line.split("==")[0] for lock in locks for line in lock.read_text().splitlines()}
    breaking = {"gevent-websocket", "eventlet", "niquests", "urllib3-future"} & names
    assert not breaking, f"{breaking} change how sockets or requests work merely by being there."


def test_locks_carry_hashes_and_no_addresses():
    for lock in sorted(house.HOUSE.glob("requirements*.txt")):
        text = lock.read_text()
        assert "://" not in text, f"{lock.name} names an address: write it by `make lock`."
        entries = [line for line in text.splitlines() if "==" in line]
        assert entries, f"{lock.name} is empty: write it by `make lock`."
        bare = [line for line in entries if not line.endswith("\\")]
        assert not bare, house.listed(bare, f"No hash in {lock.name}: write it by `make lock`.")
