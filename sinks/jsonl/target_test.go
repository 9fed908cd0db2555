package jsonl

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	for _, row := range []struct {
		in   string
		want Target
	}{
		{"-", Target{Form: Stdout}},
		{"a.jsonl", Target{Form: File}},
		{"/var/log/a.b.jsonl", Target{Form: File}},
		{"a.jsonl.gz", Target{Form: File, Compression: Gzip}},
		{"a.jsonl.zst", Target{Form: File, Compression: Zstd}},
		{"out/", Target{Form: Directory}},
		{"out.jsonl/", Target{Form: Directory}},
		{"/", Target{Form: Directory}},
		{"/dev/null", Target{Form: Device}},
		{"/dev/fd/3", Target{Form: Device}},
		{"/dev/shm/a.jsonl", Target{Form: File}},
	} {
		row.want.Path = row.in
		if got, err := Parse(row.in); err != nil || got != row.want {
			t.Errorf("%q: %+v %v, expected %+v", row.in, got, err, row.want)
		}
	}
}

func TestParseSaysWhichEndingsThereAre(t *testing.T) {
	for _, row := range []struct{ in, says string }{
		{"", "no name"},
		{"out.txt", "ending"}, {"out.json", "ending"}, {"out", "ending"}, {"out.zst", "ending"}, {"out.jsonl.xz", "ending"}, {"a.JSONL", "ending"},
		{".jsonl", "ending"}, {"out/.jsonl.gz", "ending"}, {"/devnull", "ending"},
		{"out.parquet", "not built yet"}, {"kafka://broker:9092/topic", "kafka is not built yet"},
	} {
		_, err := Parse(row.in)
		if err == nil {
			t.Errorf("%q is taken", row.in)
			continue
		}
		for _, part := range []string{row.says, "FILE.jsonl.zst", "FILE.jsonl.gz", "DIR/", "/dev/null"} {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%q: %q does not say %q", row.in, err, part)
			}
		}
	}
}
