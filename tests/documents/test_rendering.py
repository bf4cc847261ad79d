"""Templates are filled in a sandbox, give the same bytes every time, and name file and tag when they fail."""

import datetime
import io
import pathlib
import zipfile
from decimal import Decimal

import pytest
from docx import Document

from resvtool.documents.rendering import TemplateProblem, render_markdown, render_word

DAY = datetime.date(2026, 7, 9)


def word_template(folder: pathlib.Path, *paragraphs: str, title: str = "", rows: tuple[str, ...] = ()) -> pathlib.Path:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if rows:
        table = document.add_table(rows=0, cols=1)
        for text in rows:
            table.add_row().cells[0].text = text
    document.core_properties.title = title
    path = folder / "eigen.docx"
    document.save(str(path))
    return path


def markdown_template(folder: pathlib.Path, text: str) -> pathlib.Path:
    path = folder / "eigen.md.j2"
    path.write_text(text, encoding="utf-8")
    return path


def texts(content: bytes) -> list[str]:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [p.text for p in document.paragraphs] + cells


class DescribeRenderWord:
    def it_fills_texts_loops_and_rows(self, tmp_path: pathlib.Path) -> None:
        path = word_template(
            tmp_path,
            "Plan van {{ regio }}",
            "{%p for item in items %}",
            "Punt {{ item }}",
            "{%p endfor %}",
            rows=("{%tr for item in items %}", "{{ item }}", "{%tr endfor %}"),
        )

        filled = render_word(path, {"regio": "Zwinderland", "items": ["een", "twee"]}, DAY)

        assert texts(filled) == ["Plan van Zwinderland", "Punt een", "Punt twee", "een", "twee"]

    def it_writes_what_looks_like_markup_or_a_tag_as_text(self, tmp_path: pathlib.Path) -> None:
        path = word_template(tmp_path, "{{ text }}", title="{{ text }}")
        text = 'Zorg & Welzijn <b>"samen"</b> {{ regio }}\x07'

        filled = render_word(path, {"text": text}, DAY)

        assert texts(filled) == [text.rstrip("\x07")]
        assert Document(io.BytesIO(filled)).core_properties.title == text.rstrip("\x07")

    def it_gives_the_same_bytes_for_the_same_input(self, tmp_path: pathlib.Path) -> None:
        path = word_template(tmp_path, "{{ regio }}")

        first = render_word(path, {"regio": "Zwinderland"}, DAY)

        assert first == render_word(path, {"regio": "Zwinderland"}, DAY)
        assert first != render_word(path, {"regio": "Zwinderland"}, DAY + datetime.timedelta(days=1))

    def it_dates_the_file_and_its_members_by_the_given_day(self, tmp_path: pathlib.Path) -> None:
        filled = render_word(word_template(tmp_path, "tekst"), {}, DAY)

        properties = Document(io.BytesIO(filled)).core_properties
        assert properties.created is not None and properties.created.date() == DAY
        assert {m.date_time for m in zipfile.ZipFile(io.BytesIO(filled)).infolist()} == {(2026, 7, 9, 0, 0, 0)}

    @pytest.mark.parametrize(
        ("tag", "named", "reason"),
        [
            ("{{ regoi }}", "{{ regoi }}", "undefined"),
            ("{{ regio | hoofdletter }}", "{{ regio | hoofdletter }}", "hoofdletter"),
            ("{% for %}", "{% for %}", "Expected"),
            ("{% for x in (1, 2) %}", "{% for x in (1, 2) %}", "endfor"),
            ("{{ 1 / 0 }}", "{{ 1 / 0 }}", "zero"),
            ("{% include 'iets' %}", "{% include 'iets' %}", "iets"),
        ],
    )
    def it_names_the_file_and_the_tag(self, tmp_path: pathlib.Path, tag: str, named: str, reason: str) -> None:
        path = word_template(tmp_path, "Vooraf {{ regio }}", f"Tekst {{{{ regio }}}} en {tag} met {{{{ regio }}}}")

        with pytest.raises(TemplateProblem) as raised:
            render_word(path, {"regio": "Zwinderland"}, DAY)

        assert str(path) in str(raised.value)
        assert named in str(raised.value)
        assert reason in str(raised.value)

    def it_names_the_file_that_is_no_word_file(self, tmp_path: pathlib.Path) -> None:
        path = tmp_path / "eigen.docx"
        path.write_bytes(b"geen Word")

        with pytest.raises(TemplateProblem, match=r"eigen\.docx: niet te lezen als Word-bestand"):
            render_word(path, {}, DAY)

    def it_refuses_a_loop_that_cuts_a_table_in_two(self, tmp_path: pathlib.Path) -> None:
        path = word_template(tmp_path, "{% for i in (1, 2) %}een", rows=("twee{% endfor %}",))

        with pytest.raises(TemplateProblem, match="geen geldig Word-bestand"):
            render_word(path, {}, DAY)


class DescribeRenderMarkdown:
    def it_fills_a_template_of_ones_own(self, tmp_path: pathlib.Path) -> None:
        path = markdown_template(
            tmp_path, "# {{ regio }}\n\n| {{ naam | cel }} | {{ 157000 | euro }} |\n{{ dag | datum }}\n"
        )

        filled = render_markdown(path, {"regio": "A & B", "naam": "x | y\nz", "dag": DAY})

        assert filled == "# A & B\n\n| x \\| y z | € 157.000 |\n9 juli 2026\n"

    def it_includes_a_file_beside_it_and_none_above_it(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "geheim.txt").write_text("geheim", encoding="utf-8")
        folder = tmp_path / "sjablonen"
        folder.mkdir()
        (folder / "kop.md").write_text("kop", encoding="utf-8")

        assert render_markdown(markdown_template(folder, "{% include 'kop.md' %}"), {}) == "kop"
        with pytest.raises(TemplateProblem, match="geheim"):
            render_markdown(markdown_template(folder, "{% include '../geheim.txt' %}"), {})

    def it_names_the_line_and_the_tag(self, tmp_path: pathlib.Path) -> None:
        path = markdown_template(tmp_path, "# Kop\n\n{{ regio }} en {{ regoi }}\n")

        with pytest.raises(TemplateProblem) as raised:
            render_markdown(path, {"regio": "x"})

        assert f"{path}, bij {{{{ regoi }}}} (regel 3)" in str(raised.value)

    def it_keeps_python_out_of_reach(self, tmp_path: pathlib.Path) -> None:
        path = markdown_template(tmp_path, "{{ regio.__class__.__mro__ }}")

        with pytest.raises(TemplateProblem, match="unsafe"):
            render_markdown(path, {"regio": "x"})

    @pytest.mark.parametrize("sum_", ["'a' * 10**10", "10**10 * 'a'", "[0] * 10**9", "10**(10**8)"])
    def it_lets_no_template_fill_the_memory(self, tmp_path: pathlib.Path, sum_: str) -> None:
        with pytest.raises(TemplateProblem, match="te groot"):
            render_markdown(markdown_template(tmp_path, "{{ n and " + sum_ + " }}"), {"n": 1})

    def it_reckons_as_before(self, tmp_path: pathlib.Path) -> None:
        path = markdown_template(tmp_path, "{{ n * 4 }} {{ 2**n }} {{ 'ab' * n }} {{ d * 2 }}")
        assert render_markdown(path, {"n": 3, "d": Decimal("1.5")}) == "12 8 ababab 3.0"

    def it_names_the_file_that_is_not_there(self, tmp_path: pathlib.Path) -> None:
        with pytest.raises(TemplateProblem, match=r"weg\.md\.j2: niet te lezen"):
            render_markdown(tmp_path / "weg.md.j2", {})
