package packet

import (
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// corpus is the derived captures' folder beside the checkout.
const corpus = "../../../shared/corpus/derived"

// eachPacket goes over a capture file.
func eachPacket(t *testing.T, name string, f func(p *capture.Packet)) {
	t.Helper()
	src, err := capture.OpenFiles([]string{name}, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	for {
		var b capture.Batch
		err := src.Fill(&b)
		for i := range b.Packets {
			f(&b.Packets[i])
		}
		if len(b.Packets) > 0 {
			b.Release()
		}
		if err != nil {
			if !errors.Is(err, io.EOF) && !strings.Contains(name, "--cut-") {
				t.Errorf("%s: %v", name, err)
			}
			return
		}
	}
}

// summary is a segment without what a link, a tunnel or another IP version changes.
func summary(s *Segment) string {
	h := fnv.New64a()
	h.Write(s.Payload)
	return fmt.Sprint(s.SrcPort, s.DstPort, s.Seq, s.Ack, s.Flags, s.Window, len(s.Payload)+s.Missing, h.Sum64())
}

// TestCorpus: the derived captures wrap the same conversations in other links, tunnels, padding, fragments and file formats, so the
// segments are the same in all of them, encapsulated or not, and nothing is left undecoded.
func TestCorpus(t *testing.T) {
	if _, err := os.Stat(corpus); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("the shared corpus is not beside the checkout: ", err)
	}
	for _, family := range []string{"mutt", "big"} {
		want := segments(t, filepath.Join(corpus, family+"--ns.pcap"))
		files, err := filepath.Glob(filepath.Join(corpus, family+"--*"))
		if err != nil || len(files) < 20 {
			t.Fatalf("%d files, %v", len(files), err)
		}
		for _, file := range files {
			name := filepath.Base(file)
			got := segments(t, file)
			switch _, kind, _ := strings.Cut(name, "--"); {
			case changes(kind):
				if len(got) == 0 {
					t.Errorf("%s: nothing decoded", name)
				}
			case strings.HasPrefix(kind, "snap"):
				if len(got) != len(want) {
					t.Errorf("%s: %d segments, want %d", name, len(got), len(want))
				}
			default:
				if !slices.Equal(got, want) {
					t.Errorf("%s: %d segments, want %d, or others", name, len(got), len(want))
				}
			}
		}
	}
}

// changes says whether a kind of derived capture has other segments on purpose.
func changes(kind string) bool {
	for _, k := range []string{"client-only", "server-only", "drop", "dup", "head", "tail", "reseg", "swap", "time-unsorted"} {
		if strings.HasPrefix(kind, k) {
			return true
		}
	}
	return false
}

// segments decodes a capture wholly.
func segments(t *testing.T, file string) []string {
	t.Helper()
	d := NewDecoder(Options{})
	var list []string
	eachPacket(t, file, func(p *capture.Packet) {
		var s Segment
		if d.Decode(p, &s) == Decoded {
			list = append(list, summary(&s))
		}
	})
	if c := d.Counts(); c.NotDecoded() != 0 || c.FragmentsHeld != 0 {
		t.Errorf("%s: %+v", filepath.Base(file), c)
	}
	return list
}
