import pathlib

from resvtool.documents.rules_docs import rules_document

ROOT = pathlib.Path(__file__).resolve().parents[2]


def it_is_up_to_date() -> None:
    written = (ROOT / "docs" / "regels.md").read_text(encoding="utf-8")
    assert written == rules_document(), "run 'make docs'"


def it_holds_every_rule_with_its_source() -> None:
    text = rules_document()
    assert "`bb5/escalatieladder`" in text
    assert "`cz/uitsluitingsgronden`" in text
    assert "Handreiking contractering RESV, Bouwsteen 5, 5" in text
