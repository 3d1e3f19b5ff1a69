"""Tables as .csv: no cell is a formula, and a long table is sent while it is read."""

import pytest

from catalog import csvfiles

TABLE = '\ufeff名称,数\r\n\'=1+1,-3\r\n,"甲,乙"\r\n'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_starts_like_a_formula_stays_text(start):
    assert csvfiles.harmless(f"{start}1") == f"'{start}1"


def test_whole_and_streamed_are_the_same_file():
    rows = [["=1+1", -3], [None, "甲,乙"]]
    for made, streams in ((csvfiles.whole, False), (csvfiles.streamed, True)):
        answer = made("table.csv", ["名称", "数"], rows)
        assert (answer.getvalue().decode(), answer.streaming) == (TABLE, streams)
        assert answer["Content-Disposition"] == 'attachment; filename="table.csv"'


def test_no_more_rows_are_read_than_are_sent():
    read = []
    rows = ([read.append(n) or n] for n in range(1000))
    first = next(iter(csvfiles.streamed("table.csv", ["数"], rows)))
    assert first.startswith("\ufeff数\r\n0\r\n".encode()) and len(read) == 199
