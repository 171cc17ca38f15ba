import ast
from pathlib import Path

from django.conf import settings

from newsroom.deeds import DEEDS, in_words


def test_a_deed_reads_as_a_sentence_with_and_without_its_subject():
    assert in_words("published", "A phone") == "published A phone"
    assert in_words("pinned") == "put it on the front page"


def test_every_action_that_the_code_records_has_its_words():
    found = set()
    for path in Path(settings.BASE_DIR).glob("[a-z]*/**/*.py"):
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record" and len(node.args) == 2:
                found |= {n.value for n in ast.walk(node.args[1]) if isinstance(n, ast.Constant)}
    assert len(found) > 10
    assert found <= DEEDS.keys()
