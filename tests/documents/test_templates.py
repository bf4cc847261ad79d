"""The built-in templates: made by their script, copied for who wants their own, and used when given back."""

import datetime
import io
import pathlib
import zipfile

import make_templates
import pytest
from docx import Document

from resvtool.documents.rendering import TemplateProblem
from resvtool.documents.skeleton import skeleton_context, write_skeleton
from resvtool.documents.templates import builtin_templates, export_templates
from resvtool.rules.loading import load_ruleset

DAY = datetime.date(2026, 7, 1)


@pytest.mark.parametrize("name", sorted(make_templates.MAKERS))
def it_is_what_its_script_makes(name: str) -> None:
    kept = zipfile.ZipFile(builtin_templates() / name)
    made = zipfile.ZipFile(io.BytesIO(make_templates.made(make_templates.MAKERS[name]())))
    assert kept.namelist() == made.namelist()
    assert [n for n in kept.namelist() if kept.read(n) != made.read(n)] == [], "run python tools/make_templates.py"


def it_has_a_script_for_every_word_template() -> None:
    assert {p.name for p in builtin_templates().glob("*.docx")} == set(make_templates.MAKERS)


class DescribeExport:
    def it_copies_what_users_may_replace(self, tmp_path: pathlib.Path) -> None:
        made = export_templates(tmp_path / "nieuw" / "map")
        assert {"skelet.docx", "skelet.md.j2"} <= {p.name for p in made}
        assert "regels.md.j2" not in {p.name for p in made}
        assert {"rapport.html.j2", "rapport.css"} <= {p.name for p in made if p.parent.name == "rapport"}
        names = [p.relative_to(tmp_path / "nieuw" / "map") for p in made]
        assert all(
            (tmp_path / "nieuw" / "map" / n).read_bytes() == (builtin_templates() / n).read_bytes() for n in names
        )

    def it_overwrites_nothing(self, tmp_path: pathlib.Path) -> None:
        (tmp_path / "skelet.md.j2").write_text("van mij", encoding="utf-8")
        with pytest.raises(FileExistsError):
            export_templates(tmp_path)
        assert [p.name for p in tmp_path.iterdir()] == ["skelet.md.j2"]


class DescribeATemplateOfOnesOwn:
    def it_keeps_the_changes_made_in_word(self, tmp_path: pathlib.Path) -> None:
        export_templates(tmp_path)
        document = Document(str(tmp_path / "skelet.docx"))
        document.paragraphs[0].insert_paragraph_before("Huisstijl van {{ ruleset.naam }}")
        document.styles["Heading 1"].font.name = "Georgia"
        document.save(str(tmp_path / "eigen.docx"))

        content = write_skeleton(skeleton_context(load_ruleset("landelijk"), {}), "docx", DAY, tmp_path / "eigen.docx")

        made = Document(io.BytesIO(content))
        assert made.paragraphs[0].text == "Huisstijl van Landelijke handreiking"
        assert made.styles["Heading 1"].font.name == "Georgia"

    def it_may_lack_our_styles(self, tmp_path: pathlib.Path) -> None:
        document = Document()
        document.add_paragraph("{{ verband }}")
        document.save(str(tmp_path / "kaal.docx"))

        content = write_skeleton(skeleton_context(load_ruleset("landelijk"), {}), "docx", DAY, tmp_path / "kaal.docx")

        body = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        assert "[vul in: naam van het RESV]" in body
        assert "w:showingPlcHdr" in body

    def it_says_which_tag_is_wrong(self, tmp_path: pathlib.Path) -> None:
        path = tmp_path / "fout.md.j2"
        path.write_text("{% for h in hoofdstukken %}{{ h.koppen }}{% endfor %}", encoding="utf-8")
        with pytest.raises(TemplateProblem, match=r"fout\.md\.j2, bij \{\{ h\.koppen \}\} \(regel 1\)"):
            write_skeleton(skeleton_context(load_ruleset("landelijk"), {}), "md", DAY, path)
