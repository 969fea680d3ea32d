# The verbs of the project: the same by hand and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
# How long `make fuzz` runs.
SECONDS ?= 60

.PHONY: setup demo check test accuracy bench fuzz python wheel clean

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
check: setup python
	cargo fmt --all --check
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --quiet --exclude baogao-python
	$(BIN)/python tools/tidy.py
	cd python && ../$(BIN)/mypy --strict -p baogao
	cd python && ../$(BIN)/stubtest baogao._baogao

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

# The whole parse on mutated pieces of the shared reports; fails on a panic, a broken law, an input of 10 s or of 2 GB.
# Stable Rust instruments code too, once told to take the flags of a nightly one.
fuzz: setup
	cargo fuzz --version 2>/dev/null || cargo install --quiet --locked cargo-fuzz@0.13.2
	$(PYTHON) tools/fuzz_seeds.py --shared $(SHARED) --out target/fuzz
	RUSTC_BOOTSTRAP=1 cargo fuzz run --fuzz-dir tests/fuzz --target-dir target/fuzz/build --sanitizer none \
		--no-trace-compares parse target/fuzz/corpus target/fuzz/seeds -- -dict=target/fuzz/words.dict \
		-use_cmp=0 -max_len=1024 -timeout=10 -rss_limit_mb=2048 -max_total_time=$(SECONDS) -verbosity=0 -print_funcs=0 \
		-print_final_stats=1

# A wheel that carries what it needs, in dist/.
wheel: $(BIN)/python
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist ./python

clean:
	cargo clean
	rm -rf $(VENV) .deps dist
