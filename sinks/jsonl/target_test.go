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

func TestDistinct(t *testing.T) {
	for _, row := range []struct {
		names string
		ok    bool
	}{
		{"- a.jsonl b.jsonl d/ e/ a.jsonl.gz", true},
		{"/dev/null /dev/null", true},
		{"- -", false},
		{"a.jsonl ./a.jsonl", false},
		{"d/ d//", false},
		{"x/../d/ d/imap_weird.jsonl", false},
		{"d/ d/other.jsonl", true},
	} {
		var targets []Target
		for name := range strings.FieldsSeq(row.names) {
			to, err := Parse(name)
			if err != nil {
				t.Fatal(err)
			}
			targets = append(targets, to)
		}
		if err := Distinct(targets...); (err == nil) != row.ok {
			t.Errorf("%s: %v", row.names, err)
		}
	}
}
