"""The files for CI, against the schemas of those who read them, and run as far as that goes without them."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import yaml
from made_assessments import SENTENCES, save_plan

ROOT = pathlib.Path(__file__).resolve().parents[1]
ACTION = ROOT / "action.yml"
GITLAB = ROOT / "docs" / "ci" / "gitlab-ci.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
needs_bash = pytest.mark.skipif(os.name == "nt" or not shutil.which("bash"), reason="needs bash")
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="needs git")


def content(path: pathlib.Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


@pytest.fixture
def folder(tmp_path: pathlib.Path) -> pathlib.Path:
    """A folder with plans (one with a space in its name), and the command on the path."""
    plans = tmp_path / "plannen"
    plans.mkdir()
    save_plan(plans / "noord.docx")
    save_plan(plans / "zuid oost.docx", [SENTENCES[0]])
    commands = tmp_path / "bin"
    commands.mkdir()
    command = commands / "resvtool"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m resvtool "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    return tmp_path


def shell(script: str, folder: pathlib.Path, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), **variables},
        timeout=120,
    )


@pytest.mark.parametrize(("schema", "path"), [("github-actions", ACTION), ("gitlab-ci", GITLAB)])
def it_keeps_to_the_schema(schema: str, path: pathlib.Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def lint_step() -> dict[str, Any]:
    steps: list[dict[str, Any]] = content(ACTION)["runs"]["steps"]
    return next(s for s in steps if s.get("id") == "lint")


def act(folder: pathlib.Path, plans: str, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str]:
    """Run the step of the action that lints, as GitHub would; return it with what it told as outputs."""
    outputs = folder / "outputs"
    outputs.touch()
    told = {"RULESET": "", "FAIL_ON": "", "TAAL": "", "SARIF": "resvtool.sarif", "GITHUB_STEP_SUMMARY": ""}
    done = shell(lint_step()["run"], folder, **(told | {"PLANS": plans, "GITHUB_OUTPUT": str(outputs)} | inputs))
    return done, outputs.read_text(encoding="utf-8")


@needs_bash
def it_lints_in_github_and_leaves_sarif_and_a_summary(folder: pathlib.Path) -> None:
    summary = folder / "summary.md"
    done, outputs = act(folder, "plannen/*.docx\n", RULESET="cz", GITHUB_STEP_SUMMARY=str(summary))
    assert (done.returncode, outputs) == (1, "status=1\n"), done.stderr
    assert done.stdout.startswith("::error file=plannen/noord.docx,title=")
    runs = json.loads((folder / "resvtool.sarif").read_text(encoding="utf-8"))["runs"]
    assert [len(run["artifacts"]) for run in runs] == [2]
    assert runs[0]["automationDetails"]["id"] == "resvtool/cz/"
    assert "zuid oost.docx" in summary.read_text(encoding="utf-8")


@needs_bash
def it_takes_file_names_as_names_in_github(folder: pathlib.Path) -> None:
    save_plan(folder / "$(touch geraakt).docx")
    done, outputs = act(folder, "$(touch geraakt).docx", FAIL_ON="never")
    assert (done.returncode, outputs) == (0, "status=0\n"), done.stderr
    assert not (folder / "geraakt").exists()


@needs_bash
def it_fails_in_github_when_no_plan_matches(folder: pathlib.Path) -> None:
    done, outputs = act(folder, "nergens/*.docx")
    assert (done.returncode, outputs) == (2, "status=2\n")
    assert done.stdout.startswith("::error")


def it_passes_every_input_of_the_action_through_the_environment() -> None:
    for step in content(ACTION)["runs"]["steps"]:
        assert "${{" not in step.get("run", "")


@needs_bash
def it_lints_in_gitlab_and_leaves_the_reports_that_it_names(folder: pathlib.Path) -> None:
    job = content(GITLAB)["resvtool"]
    done = shell("\n".join(job["script"]), folder, **{**job["variables"], "PLANS": "plannen/noord.docx"})
    assert done.returncode == 1, done.stderr
    issues = json.loads((folder / job["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert {i["location"]["path"] for i in issues} == {"plannen/noord.docx"}
    assert ET.parse(folder / job["artifacts"]["reports"]["junit"]).getroot().tag == "testsuites"


def it_has_a_manifest_that_pre_commit_takes() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_bash
@needs_git
def it_lints_the_plans_of_a_commit_and_no_lock_files(folder: pathlib.Path) -> None:
    hook = content(HOOKS)[0] | {"language": "system"}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [{"repo": "local", "hooks": [hook]}]}))
    (folder / "plannen" / "~$noord.docx").write_bytes(b"Word")
    shell("git init -q . && git add plannen .pre-commit-config.yaml", folder)
    run = f'"{sys.executable}" -m pre_commit run'
    done = shell(run, folder, PRE_COMMIT_HOME=str(folder / "cache"))
    assert done.returncode == 1
    assert "plannen/noord.docx" in done.stdout and "plannen/zuid oost.docx" in done.stdout
    assert "~$" not in done.stdout
    never = shell(
        f"sed -i 's/resvtool lint/resvtool lint --fail-on never/' .pre-commit-config.yaml && git add . && {run}",
        folder,
        PRE_COMMIT_HOME=str(folder / "cache"),
    )
    assert never.returncode == 0, never.stdout
