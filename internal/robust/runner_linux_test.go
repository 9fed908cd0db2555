package robust

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	// most is how much memory a run may take. The largest capture has less than 1 MB.
	most = 512 << 20
	// longest is how long a run may take: a thousand times what it needs, so that only a hang is caught.
	longest = 20 * time.Second
)

// runner runs imaplog, and remembers what was extreme.
type runner struct {
	binary string
	schema *jsonschema.Schema

	mu        sync.Mutex
	records   int
	flows     uint64
	peak      int64
	peakIn    string
	longest   time.Duration
	longestIn string
}

// ports are what imaplog is told to look at: what it does by default, and every connection of every capture.
var ports = []string{"143,993", "any"}

// check runs imaplog on the capture and says what is wrong.
func (r *runner) check(t *testing.T, capture, ports string) {
	name := filepath.Base(capture) + ", ports " + ports
	base := t.TempDir()
	one, first, err := r.run(capture, filepath.Join(base, "1"), "1", ports)
	if err != nil {
		t.Errorf("%s, 1 worker: %v", name, err)
		return
	}
	four, second, err := r.run(capture, filepath.Join(base, "4"), "4", ports)
	if err != nil {
		t.Errorf("%s, 4 workers: %v", name, err)
		return
	}
	if first != second {
		t.Errorf("%s: exit status %d with 1 worker, %d with 4", name, first, second)
	}
	if err := same(one, four); err != nil {
		t.Errorf("%s: 1 and 4 workers differ: %v", name, err)
	}
	records, flows, err := account(r.schema, one, first)
	if err != nil {
		t.Errorf("%s: %v", name, err)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.records += records
	r.flows += flows
}

// run runs imaplog into the folder and gives what it wrote, by file, and its exit status.
func (r *runner) run(capture, dir, workers, ports string) (files map[string][]byte, status int, err error) {
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), longest)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.binary, "-r", capture, "-o", "out/", "--quiet", "--workers", workers, "--ports", ports)
	cmd.Dir = dir
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) } // which tells where it hangs
	cmd.WaitDelay = 5 * time.Second
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	begin := time.Now()
	err = cmd.Run()
	r.extremes(cmd.ProcessState, time.Since(begin), filepath.Base(capture))
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return nil, 0, fmt.Errorf("did not end within %v: %.8000s", longest, complaint.Bytes())
	case errors.As(err, &exit):
		status = exit.ExitCode()
	case err != nil:
		return nil, 0, err
	}
	if status != 0 && status != 1 {
		return nil, 0, fmt.Errorf("exit status %d: %.600s", status, complaint.Bytes())
	}
	if status == 1 && complaint.Len() == 0 {
		return nil, 0, errors.New("exit status 1 and not a word on standard error")
	}
	if peak := memory(cmd.ProcessState); peak > most {
		return nil, 0, fmt.Errorf("took %d MiB of memory", peak>>20)
	}
	files, err = read(filepath.Join(dir, "out"))
	return files, status, err
}

func (r *runner) extremes(p *os.ProcessState, took time.Duration, name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if m := memory(p); m > r.peak {
		r.peak, r.peakIn = m, name
	}
	if took > r.longest {
		r.longest, r.longestIn = took, name
	}
}

// memory is the most that the process had, in octets; getrusage(2) tells it in kB.
func memory(p *os.ProcessState) int64 {
	if u, ok := p.SysUsage().(*syscall.Rusage); ok {
		return u.Maxrss << 10
	}
	return 0
}

// read gives the files of a folder; none if there is no folder, as when a capture is none.
func read(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return files, nil
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files[e.Name()] = text
	}
	return files, err
}
