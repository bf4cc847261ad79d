"""The wheel carries its rules and samples: built, installed into an empty environment, run from another folder."""

import json
import os
import pathlib
import subprocess
import sys
import venv
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return next(folder.glob("*.whl"))


def it_holds_rulesets_templates_and_sample_plans(wheel: pathlib.Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "rulesets/landelijk/ruleset.yaml",
        "rulesets/lexicon/polariteit.yaml",
        "sample_plans/zwinderland.docx",
    ):
        assert f"resvtool/data/{part}" in names
    assert any(n.startswith("resvtool/data/templates/") for n in names)
    assert not any("benchmarks" in n or "tests/" in n for n in names)


def it_lints_from_another_folder_in_an_empty_environment(wheel: pathlib.Path, tmp_path: pathlib.Path) -> None:
    venv.create(tmp_path / "env", with_pip=True)
    scripts = tmp_path / "env" / ("Scripts" if os.name == "nt" else "bin")
    install = [
        str(scripts / "python"),
        "-m",
        "pip",
        "install",
        "--quiet",
        "-c",
        str(ROOT / "constraints.txt"),
        str(wheel),
    ]
    subprocess.run(install, check=True, capture_output=True, timeout=600)
    plan = ROOT / "sample_plans" / "zwinderland.docx"
    done = subprocess.run(
        [str(scripts / "resvtool"), "lint", str(plan), "--ruleset", "menzis", "--format", "json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        timeout=120,
    )
    results = json.loads(done.stdout)["documents"][0]["results"]
    assert len(results) > 100
    assert not [r["rule"] for r in results if r["status"] == "error"]
