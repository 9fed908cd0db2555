package jsonl

import (
	"fmt"
	"path"
	"strings"
)

// Form is the form of a target. Its zero value is none on purpose.
type Form uint8

const (
	Stdout    Form = 1 + iota // -
	File                      // FILE.jsonl and its compressed forms
	Device                    // /dev/null and whatever else stands in /dev
	Directory                 // DIR/
)

// Compression is how a file is compressed.
type Compression uint8

const (
	Plain Compression = iota
	Gzip              // .gz, RFC 1952
	Zstd              // .zst, RFC 8878
)

// Target says where to write.
type Target struct {
	Form        Form
	Compression Compression
	Path        string // as given
}

const endings = "-, FILE.jsonl, FILE.jsonl.gz, FILE.jsonl.zst, DIR/ or /dev/null"

// Parse reads a target as it stands on the command line. Its errors are for the user: a fault of usage, not of a file.
func Parse(target string) (Target, error) {
	t := Target{Path: target}
	switch {
	case target == "-":
		t.Form = Stdout
	case target == "":
		return t, fmt.Errorf("the output has no name: give %s", endings)
	case strings.Contains(target, "://"):
		scheme, _, _ := strings.Cut(target, "://")
		return t, fmt.Errorf("output %q: %s is not built yet in this version: give %s", target, scheme, endings)
	case strings.HasSuffix(target, "/"):
		t.Form = Directory
	case named(target, ".jsonl"):
		t.Form = File
	case named(target, ".jsonl.gz"):
		t.Form, t.Compression = File, Gzip
	case named(target, ".jsonl.zst"):
		t.Form, t.Compression = File, Zstd
	case strings.HasPrefix(path.Clean(target), "/dev/"):
		t.Form = Device
	case strings.HasSuffix(target, ".parquet"):
		return t, fmt.Errorf("output %q: Parquet is not built yet in this version: give %s", target, endings)
	default:
		return t, fmt.Errorf("output %q: its ending says no format: give %s", target, endings)
	}
	return t, nil
}

// named says whether the file's name is more than the ending alone.
func named(target, ending string) bool {
	return strings.HasSuffix(target, ending) && len(path.Base(target)) > len(ending)
}
