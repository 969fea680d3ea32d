# The verbs of the project: the same by hand and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
# How long `make fuzz` runs.
SECONDS ?= 60

# Engines whose recipes `make test-scale` runs, each in an environment of its own under .engines.
ENGINES ?= daft dask ray spark

.PHONY: setup demo check quick test test-features test-wheel test-scale accuracy train bench stress fuzz python wheel rustdoc notebooks docs clean

# Installs what the build needs: OpenCC for Rust into .deps, the Python package into .venv.
setup: .deps/opencc/VERSION

.deps/opencc/VERSION: tools/opencc.sh
	bash tools/opencc.sh
	@touch $@

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade pip

# A wheel that carries what it needs, in dist/: for Python 3.10 and later, tagged with the oldest manylinux that holds it.
wheel: dist/BUILT

# All that goes into the wheel; it is built once and every environment installs it.
WHEEL_SOURCES := $(shell find Cargo.toml Cargo.lock crates python/backend.py python/pyproject.toml python/README.md \
	python/src -type f -not -name '*.pyc')

dist/BUILT: export OPENCC_LIB_DIRS = $(CURDIR)/.deps/opencc/lib64
dist/BUILT: export OPENCC_INCLUDE_DIRS = $(CURDIR)/.deps/opencc/include
dist/BUILT: export MATURIN_PEP517_ARGS = --compatibility pypi --auditwheel check
dist/BUILT: .deps/opencc/VERSION $(BIN)/python $(WHEEL_SOURCES)
	rm -rf dist
	$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist ./python
	@touch $@

# Installs the wheel of this checkout into .venv, with what its tests need.
python: $(VENV)/INSTALLED

$(VENV)/INSTALLED: dist/BUILT
	$(BIN)/pip install --quiet --disable-pip-version-check "$$(ls dist/*.whl)[test]"
	$(BIN)/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	@touch $@

# The main job on the bundled samples: a report as data, and a damaged page repaired.
demo: setup
	cargo run --quiet --release -p baogao-cli -- parse examples/reports/lanxi_2024.txt
	@echo
	cargo run --quiet --release -p baogao-cli -- repair examples/reports/lanxi_2024_page.txt

# Formatting, lints with warnings denied, documentation with warnings denied, types of the Python package.
check: setup python rustdoc
	cargo fmt --all --check
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
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

# What a change needs before it is committed: lints and the Rust suites without the slowest (the laws over every shared text,
# encodings, interrupts). Under three minutes once built.
quick: setup
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	$(PYTHON) tools/tidy.py
	cargo test --workspace --exclude baogao-python --quiet -- --skip every_report_keeps_the_laws --skip repair_is_idempotent \
		--skip damaged_files_are_read --skip signals_leave_no_half_written_file

# The libraries without their default features: without OpenCC, HTML, Arrow and Parquet.
test-features: setup
	cargo test --quiet -p baogao-core -p baogao-lexicon -p baogao-text -p baogao-parser -p baogao --no-default-features --lib
	cargo check --quiet -p baogao-table --no-default-features
	cargo check --quiet -p baogao-table --no-default-features --features arrow
	cargo check --quiet -p baogao --no-default-features --features table
	cargo check --quiet -p baogao --no-default-features --features display,eval
	cargo check --quiet -p baogao-cli --no-default-features

# The wheel in an empty environment away from the checkout: it carries what it needs, and it is small.
test-wheel: python
	$(BIN)/python -m pytest -q -p no:cacheprovider tests/wheel

# The recipes of docs/scale.md on 1,000 synthetic reports, against the local run: `make test-scale ENGINES="daft spark"`.
test-scale: $(ENGINES:%=test-scale-%)

test-scale-%: .engines/%/INSTALLED
	.engines/$*/bin/python -m pytest -q -p no:cacheprovider --durations=0 tests/scale --engine $*

.engines/%/INSTALLED: tests/scale/requirements-%.txt dist/BUILT
	$(PYTHON) -m venv .engines/$*
	.engines/$*/bin/pip install --quiet --disable-pip-version-check --requirement $<
	.engines/$*/bin/pip install --quiet --disable-pip-version-check --force-reinstall --no-deps dist/*.whl
	@touch $@

.PRECIOUS: .engines/%/INSTALLED

# Scores the parser on ../shared, prints the table, writes docs/accuracy.md, fails below a floor.
accuracy: setup
	cargo build --quiet --release -p baogao-cli
	$(PYTHON) tools/accuracy.py --shared $(SHARED)

# Learns the confidence of figures from the labels of ../shared anew: crates/baogao-parser/model, docs/confidence.md. The same
# labels and rules give the same bytes. The names that many places use are counted first: they are built into what is seen.
train: setup
	cargo run --quiet --release -p baogao-train -- $(SHARED) --phrases
	cargo run --quiet --release -p baogao-train -- $(SHARED) --write

# Throughput as ratios to named peers in one run; writes docs/bench.md.
# The allocator keeps what is freed: page faults, which come from some size on, are not the work that is measured.
bench: export MALLOC_TRIM_THRESHOLD_ = 1073741824
bench: export MALLOC_MMAP_THRESHOLD_ = 33554432
bench: export MALLOC_TOP_PAD_ = 268435456
bench: setup python
	cargo bench --quiet -p baogao-tests --bench throughput
	$(BIN)/python tools/bench_python.py

# Time, memory and JSON of adversarial texts against report-like text; fails beyond a limit, WRITE=1 writes docs/stress.md.
stress: export MALLOC_TRIM_THRESHOLD_ = 1073741824
stress: export MALLOC_MMAP_THRESHOLD_ = 33554432
stress: export MALLOC_TOP_PAD_ = 268435456
stress: setup
	cargo run --quiet --release -p baogao-tests --example stress

# Five targets on mutated pieces of the shared reports, SECONDS together: the whole parse, words in any order, the decoders,
# tables and pages out, pages in. Fails on a panic, a broken law, an input of 10 s or of 2 GB.
# Stable Rust instruments code too, once told to take the flags of a nightly one.
FUZZ_TARGETS := parse grammar decode tables page

fuzz: setup
	cargo fuzz --version 2>/dev/null || cargo install --quiet --locked cargo-fuzz@0.13.2
	$(PYTHON) tools/fuzz_seeds.py --shared $(SHARED) --out target/fuzz
	RUSTC_BOOTSTRAP=1 cargo fuzz build --fuzz-dir tests/fuzz --target-dir target/fuzz/build --sanitizer none --no-trace-compares
	for target in $(FUZZ_TARGETS); do \
		echo "fuzz: $$target"; mkdir -p target/fuzz/corpus/$$target; \
		RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz/build --sanitizer none \
			--no-trace-compares $$target target/fuzz/corpus/$$target target/fuzz/seeds -- -dict=target/fuzz/words.dict \
			-use_cmp=0 -max_len=1024 -timeout=10 -rss_limit_mb=2048 \
			-max_total_time=$$(( $(SECONDS) / $(words $(FUZZ_TARGETS)) )) -verbosity=0 -print_funcs=0 \
			-print_final_stats=1 || exit 1; \
	done

clean:
	cargo clean
	rm -rf $(VENV) .engines .deps dist
