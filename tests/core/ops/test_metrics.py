"""/metrics: for this machine or a token, by endpoint, without anything about people."""

from __future__ import annotations

import re
import time

import pytest

from community.core import metrics
from community.core.db import writing
from community.core.gauges import beat
from community.core.ids import encode
from community.core.limits import is_allowed
from community.core.outbound import Outbound, OutboundError
from community.core.outbox import Delivery, OutboxFact
from community.core.redis import Breaker
from community.extensions import db
from tests.world import list_by, person

TOKEN = "a token for Prometheus"
# Views of other tests, whose figures this process counts too.
FAR = "203.0.113.7"


@pytest.fixture
def site(new_site):
    return new_site(site_url="https://posy.example", trusted_proxies=1, metrics_token=TOKEN)


def ask(app, *, peer="127.0.0.1", host="127.0.0.1:8000", method="GET", **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().open(
        "/metrics",
        method=method,
        headers={"Host": host, **named},
        environ_overrides={"REMOTE_ADDR": peer},
    )


def sample(name, **labels):
    return metrics.registry.get_sample_value(name, labels) or 0.0


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000"])
def test_whoever_asks_on_this_machine_is_told(site, peer, host):
    answer = ask(site, peer=peer, host=host)
    assert answer.status_code == 200
    assert "posy_requests_in_flight" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


# What another's request may look like when it gets here; with nginx on this machine the peer of
# everybody is the loopback.
STRANGERS = [
    {"peer": FAR},
    {"peer": "::ffff:203.0.113.7"},
    {"peer": ""},
    {"peer": "localhost"},
    {"host": "posy.example"},
    {"host": "evil.example"},
    {"host": "127.0.0.1.evil.example"},
    {"host": "203.0.113.7"},
    {"method": "POST"},
    {"X_Forwarded_For": FAR},
    {"X_Forwarded_For": "127.0.0.1"},
    {"X_Forwarded_For": "127.0.0.1", "peer": FAR},
    {"X_Forwarded_For": ""},
    {"X_Forwarded_Proto": "https"},
    {"X_Forwarded_Host": "127.0.0.1"},
    {"X_Real_IP": "127.0.0.1"},
    {"Forwarded": "for=127.0.0.1"},
    {"Via": "1.1 proxy"},
    {"Authorization": "Bearer ", "peer": FAR},
    {"Authorization": "Bearer a token for Prometheu", "peer": FAR},
    {"Authorization": "Bearer a token for Prometheus and", "peer": FAR},
    {"Authorization": f"Basic {TOKEN}", "peer": FAR},
    {"Authorization": TOKEN, "peer": FAR},
    {"Authorization": "Bearer ä", "peer": FAR},
]


@pytest.mark.parametrize("stranger", STRANGERS, ids=str)
def test_strangers_find_no_such_page(site, stranger):
    answer = ask(site, **stranger)
    assert answer.status_code in (400, 404, 405)
    assert "posy_" not in answer.text
    assert answer.data == elsewhere(site, stranger).data


def elsewhere(app, stranger):
    """The same question at an address that there never was."""
    headers = {"Host": stranger.get("host", "127.0.0.1:8000")}
    headers |= {n.replace("_", "-"): v for n, v in stranger.items() if n[0].isupper()}
    peer = {"REMOTE_ADDR": stranger.get("peer", "127.0.0.1")}
    method = stranger.get("method", "GET")
    client = app.test_client()
    return client.open("/metrixx", method=method, headers=headers, environ_overrides=peer)


def test_the_token_opens_from_anywhere(site):
    for more in ({"peer": FAR}, {"X_Forwarded_For": FAR, "host": "posy.example"}):
        assert ask(site, Authorization=f"Bearer {TOKEN}", **more).status_code == 200


def test_without_a_token_an_empty_one_opens_nothing(new_site):
    app = new_site()
    for given in ("Bearer", "Bearer ", "Bearer x"):
        answer = ask(app, peer=FAR, host="localhost", Authorization=given)
        assert answer.status_code == 404


def endpoints_in(told: str) -> set[str]:
    return set(re.findall(r'endpoint="([^"]*)"', told))


def test_labels_are_endpoints_and_never_what_they_are_about(new_site):
    app = new_site()
    with app.app_context():
        ana = person("ana_of_the_lamps")
        wishlist = list_by(ana, "Secret lamps", audience="public")
        paths = [
            f"/@{ana.handle}",
            f"/lists/{encode(wishlist.id)}",
            "/l/akeyofmine",
            "/nothing?q=a",
        ]
        ids = [str(ana.id), encode(ana.id), str(wishlist.id), encode(wishlist.id)]
        db.session.remove()
    client = app.test_client()
    others = endpoints_in(ask(app, host="localhost").text)  # of tests before this one
    statuses = [client.get(path).status_code for path in paths]
    assert 200 in statuses and 404 in statuses
    told = ask(app, host="localhost").text
    assert {"static", "profiles.show"} & endpoints_in(told)
    assert endpoints_in(told) - others <= {*app.view_functions, "none"}
    assert set(re.findall(r'(\w+)="', told)) <= {
        "endpoint",
        "status",
        "le",
        "limit",
        "outcome",
        "what",
    }
    for secret in (*ids, "lamps", "akeyofmine", "localhost", "127.0.0.1"):
        assert secret not in told, secret


def test_requests_are_counted_by_endpoint_and_status_and_timed(new_site):
    client = new_site().test_client()
    labels = {"endpoint": "health.ready", "status": "200"}
    before = sample("posy_requests_total", **labels)
    timed = sample("posy_request_seconds_count", endpoint="health.ready")
    queries = sample("posy_queries_total")
    for _ in range(3):
        client.get("/readyz")
    assert sample("posy_requests_total", **labels) == before + 3
    assert sample("posy_request_seconds_count", endpoint="health.ready") == timed + 3
    assert sample("posy_queries_total") >= queries + 3
    assert sample("posy_requests_in_flight") == 0


def test_what_waits_in_the_outbox_is_told_with_its_age(new_site):
    app = new_site()
    with app.app_context(), writing():
        fact = OutboxFact(name="nothing", payload={})
        fact.deliveries = [Delivery(subscriber=name) for name in ("one", "two", "three")]
        db.session.add(fact)
    with app.app_context(), writing():
        done, parked, _waiting = db.session.scalars(db.select(Delivery).order_by(Delivery.id))
        done.done_at = parked.parked_at = fact.created_at
    time.sleep(0.05)
    told = figures(ask(app, host="localhost").text)
    assert told["posy_deliveries_waiting"] == 1
    assert told["posy_deliveries_parked"] == 1
    assert 0.04 < told["posy_deliveries_oldest_seconds"] < 60
    assert told["posy_database_up"] == 1
    assert told["posy_database_connections_capacity"] == 30
    assert told["posy_sockets_capacity"] == 340


def test_the_heartbeat_tells_when_a_worker_last_worked(new_site):
    app = new_site()
    assert figures(ask(app, host="localhost").text)["posy_worker_heartbeat_seconds"] == float("inf")
    with app.app_context():
        beat()
    assert 0 <= figures(ask(app, host="localhost").text)["posy_worker_heartbeat_seconds"] < 30


def test_figures_are_told_while_the_database_is_away(new_site):
    app = new_site(is_new=True)  # there is not one table
    assert figures(ask(app, host="localhost").text)["posy_database_up"] == 0


def test_refusals_and_doing_without_are_counted(new_site):
    app = new_site()
    before = {name: sample(name) for name in ("posy_sign_ins_refused_total",)}
    limited = sample("posy_limited_total", limit="invite")
    fallbacks = sample("posy_redis_fallbacks_total", what="tests")
    refused = sample("posy_fetches_total", outcome="refused")
    app.test_client().post("/sign-in", data={"name": "nobody", "password": "not a password"})
    with app.test_request_context():
        assert [is_allowed("invite", "ana") for _ in range(31)][-1] is False
    Breaker("tests").call(lambda: 1 / 0, otherwise=lambda: None)
    with pytest.raises(OutboundError):
        Outbound().get_page("http://127.0.0.1/")
    assert sample("posy_sign_ins_refused_total") == before["posy_sign_ins_refused_total"] + 1
    assert sample("posy_limited_total", limit="invite") == limited + 1
    assert sample("posy_redis_fallbacks_total", what="tests") == fallbacks + 1
    assert sample("posy_fetches_total", outcome="refused") == refused + 1


def figures(text):
    lines = [line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, value in lines}
