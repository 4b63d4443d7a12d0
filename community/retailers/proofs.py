"""Looking for the proof of a claim: in the DNS, in a file, in the home page’s head."""

from __future__ import annotations

from lxml import etree, html

from community.core.outbound import OutboundError, get_outbound, txt_records_of

META = "posy-verify"


def way_of(domain: str, record: str) -> str:
    """Where `record` stands in that domain: 'dns', 'file', 'meta', or '' for nowhere.

    Only names that nobody but the owner fills count: `_posy.` in the DNS, and on the web the domain
    itself and its `www`, over TLS, without a step to another host.
    """
    if record in txt_records_of(f"_posy.{domain}"):
        return "dns"
    hosts = (domain, f"www.{domain}")
    if any(_is_in_file(host, record) for host in hosts):
        return "file"
    token = record.partition("=")[2]
    return "meta" if any(_is_in_head(host, token) for host in hosts) else ""


def _is_in_file(host: str, record: str) -> bool:
    body = _body(f"https://{host}/.well-known/posy.txt")
    lines = body.decode("utf-8", "replace").splitlines()[:20]
    return record in (line.strip() for line in lines)


def _is_in_head(host: str, token: str) -> bool:
    """In the head alone: what visitors write comes further below."""
    try:
        page = html.document_fromstring(_body(f"https://{host}/"))
    except (etree.LxmlError, ValueError):
        return False
    said = page.findall(f'./head/meta[@name="{META}"]')
    return token in (str(meta.get("content", "")).strip() for meta in said)


def _body(url: str) -> bytes:
    try:
        return get_outbound().get_proof(url).body
    except OutboundError:
        return b""
