"""``resvtool skeleton`` and ``resvtool templates``: whole files or one clear sentence."""

import pathlib

import pytest
from docx import Document
from running import Done
from running import run as in_process

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(*arguments: object) -> Done:
    return in_process(*map(str, arguments))


def it_writes_a_word_file_and_says_where(tmp_path: pathlib.Path) -> None:
    output = tmp_path / "plan.docx"
    done = run("skeleton", "--ruleset", "cz", "--regio", "Zorg & Dal", "-o", output)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, str(output), "")
    assert Document(str(output)).paragraphs[0].text == "RESV-plan Zorg & Dal 2027"


def it_writes_the_same_file_on_the_same_date(tmp_path: pathlib.Path) -> None:
    for name in ("een", "twee"):
        assert run("skeleton", "--datum", "1-7-2026", "-o", tmp_path / f"{name}.docx").returncode == 0
    assert (tmp_path / "een.docx").read_bytes() == (tmp_path / "twee.docx").read_bytes()


def it_fills_from_data_by_the_ruleset_of_the_folder(tmp_path: pathlib.Path) -> None:
    (tmp_path / "resvtool.toml").write_text('ruleset = "menzis"\n', encoding="utf-8")
    output = tmp_path / "plan.md"
    done = run("skeleton", "--data", ROOT / "sample_plans" / "graslanden.yaml", "-o", output)
    assert done.returncode == 0
    assert "twee van de zes beoogde hechte wijkverbanden" in output.read_text(encoding="utf-8")
    assert run("lint", output).returncode == 0


def it_warns_of_a_text_without_a_requirement(tmp_path: pathlib.Path) -> None:
    data = tmp_path / "plan.yaml"
    data.write_text("teksten:\n- {eisen: [bb1/huisartszorg], tekst: x}\n", encoding="utf-8")
    done = run("skeleton", "--data", data, "-o", tmp_path / "plan.md")
    assert done.returncode == 0
    assert "eis 'bb1/huisartszorg' staat niet in ruleset landelijk" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "plan.txt"], "kies een bestand dat op .docx of .md eindigt"),
        (["-o", "er-al.docx"], "bestaat al"),
        (["-o", "plan.docx", "--ruleset", "onbekend"], "onbekend"),
        (["-o", "plan.docx", "--data", "weg.yaml"], "weg.yaml: niet te lezen"),
        (["-o", "plan.docx", "--data", "fout.yaml"], "onbekende sleutel 'regoi'"),
        (["-o", "plan.docx", "--template", "weg.docx"], "weg.docx: niet te lezen"),
        (["-o", "plan.md", "--template", "fout.md.j2"], "fout.md.j2, bij {{ regoi }} (regel 2)"),
        (["-o", "plan.md", "--template", "eigen.docx"], "een sjabloon in tekst nodig"),
        (["-o", "weg/plan.md"], "niet te schrijven"),
        (["-o", "plan.docx", "--datum", "gisteren"], "is geen datum"),
        (["-o", "plan.docx", "--ruleset", "auto"], "een nieuw plan noemt nog geen verzekeraar"),
        (["-o", "eigen.docx", "--template", "eigen.docx"], "hier staan de gegevens of het sjabloon zelf"),
        ([], "--output ontbreekt"),
    ],
)
def it_says_what_is_wrong_and_writes_nothing(tmp_path: pathlib.Path, arguments: list[str], said: str) -> None:
    (tmp_path / "er-al.docx").write_bytes(b"mijn plan")
    (tmp_path / "fout.yaml").write_text("regoi: x\n", encoding="utf-8")
    (tmp_path / "fout.md.j2").write_text("# Plan\n{{ regoi }}\n", encoding="utf-8")
    before = sorted(p.name for p in tmp_path.iterdir())
    places = [str(tmp_path / a) if "." in a and not a.startswith("-") else a for a in arguments]

    done = run("skeleton", *places)

    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(p.name for p in tmp_path.iterdir()) == before
    assert (tmp_path / "er-al.docx").read_bytes() == b"mijn plan"


def it_replaces_a_file_when_told_to(tmp_path: pathlib.Path) -> None:
    output = tmp_path / "plan.md"
    output.write_text("oud", encoding="utf-8")
    assert run("skeleton", "-o", output, "--overschrijven").returncode == 0
    assert output.read_text(encoding="utf-8").startswith("# RESV-plan 2027")


def it_shows_the_schema_of_its_data() -> None:
    done = run("skeleton", "--schema")
    assert done.stdout == (ROOT / "docs" / "plan.schema.json").read_text(encoding="utf-8")


def it_exports_templates_that_work_when_given_back(tmp_path: pathlib.Path) -> None:
    done = run("templates", "export", tmp_path / "sjablonen")
    assert done.returncode == 0
    assert str(tmp_path / "sjablonen" / "skelet.docx") in done.stdout.split("\n")
    assert "skelet.docx" in run("templates", "list").stdout

    template = tmp_path / "sjablonen" / "skelet.md.j2"
    assert run("skeleton", "--template", template, "-o", tmp_path / "a.md").returncode == 0
    run("skeleton", "-o", tmp_path / "b.md")
    assert (tmp_path / "a.md").read_bytes() == (tmp_path / "b.md").read_bytes()
    assert run("templates", "export", tmp_path / "sjablonen").returncode == 2
