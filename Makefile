# make help shows the targets.

SHELL       := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

LINT_VERSION := v2.15.0
VULN_VERSION := v1.9.0
LINT         := .bin/golangci-lint-$(LINT_VERSION)

# Executions for each fuzz target: a fixed number, so that a run takes the same work everywhere.
FUZZ ?= 20000x
# Megabytes of the generated capture, and how often each peer reads it.
SIZE   ?= 1000
ROUNDS ?= 3
# Which benchmarks to run.
BENCH ?= .

.PHONY: help build test check fmt vet lint race fuzz bench bench-peers bench-seed generate govulncheck clean

help: ## show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "%-12s %s\n", $$1, $$2 }'

build: ## the static binary ./imaplog; --version tells the commit it was built from
	CGO_ENABLED=0 go build -trimpath -o imaplog ./cmd/imaplog

test: ## all tests
	go test ./...

check: fmt vet lint race ## what a change must pass: formatting, vet, linters, and all tests under the race detector

fmt:
	@wrong="$$(gofmt -l $$(git ls-files '*.go'))"; if [ -n "$$wrong" ]; then echo "gofmt would change:"; echo "$$wrong"; exit 1; fi

vet:
	CGO_ENABLED=0 go vet ./...

lint: $(LINT)
	$(LINT) run --allow-parallel-runners ./...

$(LINT):
	GOBIN="$(CURDIR)/.bin" go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)
	mv .bin/golangci-lint $@

race:
	@command -v "$$(go env CC)" >/dev/null || { echo "the race detector needs a C compiler ($$(go env CC)): install one"; exit 1; }
	CGO_ENABLED=1 go test -race ./...

fuzz: ## every fuzz target for FUZZ executions (20000x)
	@found=0; for file in $$(git ls-files --cached --others --exclude-standard '*_test.go' | xargs grep -l '^func Fuzz'); do \
		for target in $$(sed -nE 's/^func (Fuzz[A-Za-z0-9_]*)\(.*/\1/p' "$$file"); do \
			found=$$((found + 1)); echo "== $$(dirname "$$file") $$target"; \
			go test "./$$(dirname "$$file")" -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZ) -fuzzminimizetime 5s; \
		done; \
	done; echo "$$found fuzz targets, $(FUZZ) each"; [ "$$found" -gt 0 ]

bench: ## every benchmark; BENCH=regexp chooses
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

bench-peers: build ## imaplog, tshark, textbook gopacket and cat in turns on a capture of SIZE MB, ROUNDS times
	@mkdir -p bench/out
	CGO_ENABLED=0 go build -o bench/out/ ./bench/generate ./bench/textbook ./bench/peers
	bench/out/peers -imaplog ./imaplog -bin bench/out -dir bench/out -size $(SIZE)MB -rounds $(ROUNDS)

bench-seed: ## layer/imap and the crate whose layer it succeeds, on the same lines in turns (needs cargo, and libpcap's headers for the crate)
	@command -v cargo >/dev/null || { echo "cargo is not installed: the crate cannot be built"; exit 1; }
	@mkdir -p bench/out
	cargo build --release --quiet --manifest-path bench/seed/Cargo.toml --target-dir bench/out/seed
	CGO_ENABLED=0 go build -o bench/out/ ./bench/layer
	bench/out/layer -make bench/out/lines.txt
	@for round in $$(seq $(ROUNDS)); do bench/out/seed/release/seed bench/out/lines.txt; GOMAXPROCS=1 bench/out/layer bench/out/lines.txt; done

generate: ## write generated files anew; fails if one in the repository was not what the code makes
	@before="$$(git diff | sha256sum)"; go generate ./...; \
	[ "$$before" = "$$(git diff | sha256sum)" ] || { git diff --stat; echo "generated files were stale: commit them"; exit 1; }

govulncheck: ## known vulnerabilities of what we use; fails, and says so, where the database cannot be reached
	@status=0; go run golang.org/x/vuln/cmd/govulncheck@$(VULN_VERSION) ./... || status=$$?; \
	case $$status in 0) ;; \
	*) echo "govulncheck did not end well: either it names vulnerabilities above, or its database cannot be reached and NOTHING WAS CHECKED"; exit 1 ;; esac

clean: ## remove what the targets above made
	rm -rf imaplog bench/out .bin
