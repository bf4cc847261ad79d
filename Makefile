# Everything on a fresh machine with Python 3.11+ and make: `make demo`, `make test`.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
STAMP := $(VENV)/.installed
# The sums of the witnesses are small, and tests and measurements run on all cores already.
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: demo test lint types unit docs bench accuracy fuzz clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	$(BIN)/python -c "import pathlib; pathlib.Path('$(STAMP)').touch()"

demo: $(STAMP)
	$(BIN)/resvtool lint sample_plans/oosterbeemd.docx --fail-on never
	$(BIN)/python -c "import pathlib; pathlib.Path('demo').mkdir(exist_ok=True)"
	$(BIN)/resvtool memo sample_plans/oosterbeemd.docx --ruleset menzis -o demo/memo.docx
	$(BIN)/resvtool lint sample_plans/oosterbeemd.docx --fail-on never --format html -o demo/rapport.html
	@echo "Het beoordelingsmemo staat in demo/memo.docx, het rapport als webpagina in demo/rapport.html."
	@echo "Dit plan heeft gaten; sample_plans/zwinderland.docx is een volledig plan (resvtool lint --ruleset zilveren-kruis)."

test: lint types unit

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/mypy

unit: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist loadfile

docs: $(STAMP)
	$(BIN)/python -m resvtool.documents.rules_docs docs/regels.md
	$(BIN)/python -m resvtool skeleton --schema > docs/plan.schema.json
	PYTHONPATH=. $(BIN)/python tools/make_templates.py

bench: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,bench]"
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/batch.py

accuracy: $(STAMP)
	$(BIN)/python benchmarks/accuracy/measure.py

FUZZ_SECONDS ?= 600
fuzz: $(STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev,fuzz]"
	RESVTOOL_FUZZ=2000 $(BIN)/python -m pytest tests/fuzz
	$(BIN)/python tests/fuzz/fuzz.py word -max_total_time=$(FUZZ_SECONDS)
	$(BIN)/python tests/fuzz/fuzz.py pdf -max_total_time=$(FUZZ_SECONDS)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache dist build
