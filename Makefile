# The verbs of the project: the same by hand and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared

.PHONY: setup demo check test accuracy bench python wheel rustdoc notebooks docs clean

# Installs what the build needs: OpenCC for Rust into .deps, the Python package into .venv.
setup: .deps/opencc/VERSION

.deps/opencc/VERSION: tools/opencc.sh
	bash tools/opencc.sh
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip

# Builds the Python package from this checkout into .venv.
python: setup $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check "./python[test]"

# The main job on the bundled samples: a report as data, and a damaged page repaired.
demo: setup
	cargo run --quiet --release -p baogao-cli -- parse examples/reports/lanxi_2024.txt
	@echo
	cargo run --quiet --release -p baogao-cli -- repair examples/reports/lanxi_2024_page.txt

# Formatting, lints with warnings denied, documentation with warnings denied, types of the Python package.
check: setup python rustdoc
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	$(BIN)/python tools/tidy.py
	cd python && ../$(BIN)/mypy --strict -p baogao
	cd python && ../$(BIN)/stubtest baogao._baogao

# The documentation of the crates, warnings denied, in target/doc.
rustdoc: setup
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet --exclude baogao-python

# What the notebooks and the site need beside the package.
$(VENV)/docs.stamp: docs/requirements.txt $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check -r docs/requirements.txt
	@touch $@

# Executes the notebooks of examples/, each from a clean kernel; `make notebooks WRITE=--write` saves their outputs.
notebooks: python $(VENV)/docs.stamp
	$(BIN)/python tools/notebooks.py $(WRITE)

# The documentation site, warnings denied, in target/site; the notebooks are shown as they are saved.
docs: python rustdoc $(VENV)/docs.stamp
	$(BIN)/python tools/site.py

# Rust tests (unit, suites, properties, examples in the documentation), then the Python package's.
test: setup python
	cargo test --workspace --exclude baogao-python --quiet
	cd python && ../$(BIN)/python -m pytest -q

# Scores the parser on ../shared, prints the table, writes docs/accuracy.md, fails below a floor.
accuracy: setup
	cargo build --quiet --release -p baogao-cli
	$(PYTHON) tools/accuracy.py --shared $(SHARED)

# Throughput as ratios to named peers in one run; writes docs/bench.md.
# The allocator keeps what is freed: page faults, which come from some size on, are not the work that is measured.
bench: export MALLOC_TRIM_THRESHOLD_ = 1073741824
bench: export MALLOC_MMAP_THRESHOLD_ = 33554432
bench: export MALLOC_TOP_PAD_ = 268435456
bench: setup
	cargo bench --quiet -p baogao-tests --bench throughput

# A wheel that carries what it needs, in dist/.
wheel: $(BIN)/python
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist ./python

clean:
	cargo clean
	rm -rf $(VENV) .deps dist
