"""The tutorial in Python prints what it shows; a line `[…]` stands for lines that are left out."""

import re
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parent / "tutorial.md"
if not TUTORIAL.exists():
    TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorials" / "python.md"
BLOCK = re.compile(r"^```(python|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_tutorial_prints_what_it_shows(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("polars")
    names: dict[str, object] = {}
    printed, shown = "", 0
    for language, text in BLOCK.findall(TUTORIAL.read_text(encoding="utf-8")):
        if language == "python":
            exec(compile(text, "tutorial", "exec"), names)
            printed = capsys.readouterr().out
        else:
            pattern = re.escape(text).replace(re.escape("[…]\n"), "(?:.*\n)*")
            assert re.fullmatch(pattern, printed), printed
            shown += 1
    assert shown == 3
