import gzip
import json
import subprocess
import sys

import pytest
from click.testing import CliRunner

from community.clipping.commands import clip_command

PAGE = "<title>Reed Basket</title><h1>Reed Basket</h1><p class=price>€ 30.00</p>"


def run(*words: str):
    return CliRunner().invoke(clip_command, list(words))


def test_one_page_prints_one_json_object(tmp_path):
    page = tmp_path / "basket.html"
    page.write_text(PAGE, "utf-8")
    told = json.loads(run("--html", str(page), "--url", "https://reed.example/b", "--json").output)
    assert (told["title"], told["price"], told["currency"]) == ("Reed Basket", "30.00", "EUR")
    assert told["sources"]["price"] == "visible"
    assert told["brand"] is None


def test_a_batch_prints_one_object_keyed_by_name(tmp_path):
    (tmp_path / "b.html.gz").write_bytes(gzip.compress(PAGE.encode()))
    rows = [{"name": "basket", "html": "b.html.gz", "url": "https://reed.example/b"}]
    (tmp_path / "list.json").write_text(json.dumps(rows), "utf-8")
    told = json.loads(run("--batch", str(tmp_path / "list.json")).output)
    assert told["basket"]["title"] == "Reed Basket"


@pytest.mark.parametrize("words", [(), ("--url", "https://reed.example")])
def test_without_a_page_the_command_says_how_it_is_used(words):
    answer = run(*words)
    assert answer.exit_code == 2
    assert "--html" in answer.output


def test_the_command_is_cheap_to_import():
    code = "import sys, community.clipping.commands; print('lxml' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
