"""The command line as users meet it: real files, exit statuses, one sentence where something is wrong."""

import json
import pathlib
import zipfile

import docx
import pikepdf
import pytest
from fpdf import FPDF
from running import run

SENTENCES = [
    (
        "Bouwsteen 5 Executiekracht",
        "Loopt een project vast, dan zoekt de projectleider binnen twee weken een oplossing. "
        "Lukt dat niet, dan beslist het kernteam binnen een maand en daarna het bestuur.",
    ),
    (
        "Bouwsteen 7 Begroting",
        "De begroting voor 2027 telt op tot € 120.000, waarvan € 50.000 voor het regionale niveau.",
    ),
]


@pytest.fixture
def plan(tmp_path: pathlib.Path) -> pathlib.Path:
    document = docx.Document()
    for heading, text in SENTENCES:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    path = tmp_path / "plan.docx"
    document.save(str(path))
    return path


def it_reports_findings_and_leaves_with_status_1(plan: pathlib.Path) -> None:
    done = run("lint", str(plan))
    assert done.returncode == 1
    assert "Escalatieladder" not in done.stdout.split("Bevindingen")[1]
    assert "bb1/werkgebied-postcode" in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) <= 80


def it_shows_what_passed_with_evidence_when_asked(plan: pathlib.Path) -> None:
    done = run("lint", str(plan), "--verbose")
    assert "bb5/escalatieladder" in done.stdout
    assert "dan beslist het kernteam" in done.stdout.replace("\n", " ")


def it_gives_every_rule_a_status_in_json(plan: pathlib.Path) -> None:
    report = json.loads(run("lint", str(plan), "--format", "json").stdout)
    document = report["documents"][0]
    statuses = {r["rule"]: r["status"] for r in document["results"]}
    assert report["schema"] == "resvtool-report/1"
    assert statuses["bb5/escalatieladder"] == "pass"
    assert statuses["bb1/werkgebied-postcode"] == "fail"
    assert sum(document["summary"].values()) == len(statuses) >= 95
    assert all(r["source"] for r in document["results"])


def it_speaks_english_when_asked(plan: pathlib.Path) -> None:
    done = run("lint", str(plan), "--lang", "en")
    assert "Findings" in done.stdout
    assert "Bevindingen" not in done.stdout


def it_does_not_fail_when_told_never_to(plan: pathlib.Path) -> None:
    assert run("lint", str(plan), "--fail-on", "never").returncode == 0


def it_writes_a_whole_report_to_a_file(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    out = tmp_path / "rapport.json"
    done = run("lint", str(plan), "-f", "json", "-o", str(out))
    assert done.stdout == ""
    assert json.loads(out.read_text(encoding="utf-8"))["schema"] == "resvtool-report/1"
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def it_never_writes_over_the_plan(plan: pathlib.Path) -> None:
    before = plan.read_bytes()
    done = run("lint", str(plan), "-o", str(plan))
    assert (done.returncode, plan.read_bytes()) == (2, before)


def it_assesses_the_other_plans_when_one_cannot_be_read(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    done = run("lint", str(tmp_path / "weg.docx"), str(plan), "-f", "json")
    assert done.returncode == 3
    assert len(json.loads(done.stdout)["documents"]) == 1


def bad_files(folder: pathlib.Path, plan: pathlib.Path) -> dict[str, pathlib.Path]:
    made = {"missing": folder / "nergens.docx", "folder": folder / "map"}
    made["folder"].mkdir()
    contents = {
        "empty.docx": b"",
        "truncated.docx": plan.read_bytes()[:2000],
        "text.docx": b"gewone tekst",
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "text.pdf": b"geen pdf",
        "notes.txt": b"tekst",
        "broken.pdf": b"%PDF-1.7\n1 0 obj\n<<",
    }
    for name, content in contents.items():
        made[name] = folder / name
        made[name].write_bytes(content)
    made["other.docx"] = folder / "other.docx"
    with zipfile.ZipFile(made["other.docx"], "w") as archive:
        archive.writestr("iets.txt", "geen Word")
    pdf = FPDF()
    pdf.add_page()
    pdf.rect(20, 20, 100, 60, style="F")
    made["pictures.pdf"] = folder / "pictures.pdf"
    pdf.output(str(made["pictures.pdf"]))
    made["locked.pdf"] = folder / "locked.pdf"
    with pikepdf.open(made["pictures.pdf"]) as opened:
        opened.save(made["locked.pdf"], encryption=pikepdf.Encryption(owner="a", user="b"))
    return made


def it_says_in_one_sentence_why_a_file_cannot_be_assessed(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    folder = tmp_path / "slecht"
    folder.mkdir()
    for name, path in bad_files(folder, plan).items():
        done = run("lint", str(path))
        assert done.returncode == 3, (name, done.stderr)
        assert len(done.stderr.strip().splitlines()) == 1, (name, done.stderr)
        assert "Traceback" not in done.stderr
        assert path.name in done.stderr.replace("\n", "")
        assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("--ruleset", "menzes"), "menzis"),
        (("--ingediend", "ooit"), "2026-07-09"),
        (("--format", "papier"), "papier"),
    ],
)
def it_names_the_mend_for_wrong_usage(plan: pathlib.Path, arguments: tuple[str, ...], word: str) -> None:
    done = run("lint", str(plan), *arguments)
    assert done.returncode == 2
    assert word in done.stderr
    assert "Traceback" not in done.stderr


def it_takes_the_ruleset_of_the_insurer_that_leads_the_market(tmp_path: pathlib.Path) -> None:
    document = docx.Document()
    document.add_paragraph("Dit plan is ingediend bij Menzis, de marktleider in onze regio.")
    path = tmp_path / "plan.docx"
    document.save(str(path))
    done = run("lint", str(path), "--ruleset", "auto", "-f", "json")
    assert json.loads(done.stdout)["documents"][0]["ruleset"]["id"] == "menzis"
    assert "marktleider" in done.stderr


def it_asks_for_a_ruleset_when_the_insurer_is_unclear(plan: pathlib.Path) -> None:
    done = run("lint", str(plan), "--ruleset", "auto")
    assert done.returncode == 2
    assert "--ruleset" in done.stderr


def it_takes_the_ruleset_that_resvtool_toml_names(plan: pathlib.Path) -> None:
    (plan.parent / "resvtool.toml").write_text('ruleset = "cz"\n', encoding="utf-8")
    assert json.loads(run("lint", str(plan), "-f", "json").stdout)["documents"][0]["ruleset"]["id"] == "cz"
    (plan.parent / "resvtool.toml").write_text('rulset = "cz"\n', encoding="utf-8")
    assert run("lint", str(plan)).returncode == 2


def it_writes_files_that_others_may_read_as_usual(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    usual = tmp_path / "gewoon.txt"
    usual.write_text("x", encoding="utf-8")
    report = tmp_path / "rapport.txt"
    run("lint", str(plan), "-o", str(report))
    assert report.stat().st_mode == usual.stat().st_mode


def it_makes_the_page_by_ones_own_template(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    own = tmp_path / "kort.html.j2"
    own.write_text("<p>{{ pages[0].name }}: {{ pages[0].verdict_name }}</p>", encoding="utf-8")
    made = run("lint", str(plan), "--format", "html", "-o", str(tmp_path / "kort.html"), "--template", str(own))
    assert made.returncode == 1
    assert (tmp_path / "kort.html").read_text(encoding="utf-8") == f"<p>{plan.name}: voldoet niet</p>"


def it_says_in_one_sentence_what_is_wrong_with_a_template(plan: pathlib.Path, tmp_path: pathlib.Path) -> None:
    own = tmp_path / "fout.html.j2"
    own.write_text("{{ plan }}", encoding="utf-8")
    html = ("--format", "html")
    for arguments, said in (
        ((*html, "-o", str(tmp_path / "a.html"), "--template", str(own)), "fout.html.j2, bij {{ plan }} (regel 1)"),
        ((*html, "--template", str(tmp_path / "weg.html.j2")), "weg.html.j2: niet te lezen"),
        (("--template", str(own)), "--template: alleen --format html heeft een sjabloon"),
        ((*html, "-o", str(own), "--template", str(own)), "dit is het sjabloon zelf"),
    ):
        made = run("lint", str(plan), *arguments)
        assert made.returncode == 2, arguments
        assert said in made.stderr
        assert made.stderr.count("\n") == 1
    assert own.read_text(encoding="utf-8") == "{{ plan }}"
    assert not (tmp_path / "a.html").exists()
