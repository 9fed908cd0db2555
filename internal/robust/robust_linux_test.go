package robust

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
)

const (
	// variable names the archive.
	variable = "IMAPLOG_ROBUST"
	// fewest is how many captures an archive must have: a cut one must not pass.
	fewest = 100
	// atOnce is how many captures are looked at together.
	atOnce = 2
)

// TestRobust runs imaplog on every capture of the archive, with one worker and with several.
func TestRobust(t *testing.T) {
	archive := os.Getenv(variable)
	if archive == "" {
		t.Skipf("%s names no archive of captures", variable)
	}
	binary, err := filepath.Abs(filepath.Join("..", "..", "imaplog"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(binary); err != nil {
		t.Fatalf("make build comes first: %v", err)
	}
	r := &runner{binary: binary, schema: schema(t)}
	captures := make(chan string)
	var wait sync.WaitGroup
	for range atOnce {
		wait.Go(func() {
			for name := range captures {
				for _, p := range ports {
					r.check(t, name, p)
				}
			}
		})
	}
	n := unpack(t, archive, captures)
	close(captures)
	wait.Wait()
	t.Logf("%d captures, %d records; most memory %d MiB in %s; longest %.1f s in %s", n, r.records, r.peak>>20, r.peakIn, r.longest.Seconds(), r.longestIn)
	if n < fewest {
		t.Errorf("%s holds %d captures, at least %d are meant", archive, n, fewest)
	}
	if r.flows == 0 {
		t.Error("no capture had a flow: nothing was tested")
	}
}

// unpack writes the archive's files into a folder of their own and tells their names.
func unpack(t *testing.T, archive string, names chan<- string) (n int) {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for in := tar.NewReader(z); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return n
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		text, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(dir, filepath.Base(h.Name))
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
		names <- name
		n++
	}
}
