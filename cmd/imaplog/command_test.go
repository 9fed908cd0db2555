package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

func TestUsage(t *testing.T) {
	for _, test := range []struct {
		args []string
		exit int
		says string // on standard error where the status is not 0
	}{
		{[]string{"--help"}, 0, ""},
		{[]string{"--version"}, 0, ""},
		{nil, 2, "no capture to read"},
		{[]string{"--frobnicate"}, 2, "frobnicate"},
		{[]string{"-r", "testdata/none.pcap"}, 1, "none.pcap"},
		{[]string{"-r", "testdata/sample.pcap", "--ports", "imap"}, 2, `"imap" is no port`},
		{[]string{"-r", "testdata/sample.pcap", "--ports", "0"}, 2, `"0" is no port`},
		{[]string{"-r", "testdata/sample.pcap", "--ports", "9-5"}, 2, `"9-5" is no port`},
		{[]string{"-r", "testdata/sample.pcap", "--filter", "prot 143"}, 2, "prot"},
		{[]string{"-r", "testdata/sample.pcap", "--kinds", "everything"}, 2, "everything"},
		{[]string{"-r", "testdata/sample.pcap", "-o", "out.xml"}, 2, ".jsonl"},
		{[]string{"-r", "testdata/sample.pcap", "-o", "-", "-o", "-"}, 2, "-"},
		{[]string{"-r", "testdata/sample.pcap", "--workers", "-1"}, 2, "workers"},
		{[]string{"-r", "testdata/sample.pcap", "--checksum", "maybe"}, 2, "checksum"},
		{[]string{"-r", "testdata/sample.pcap", "-o", "/nonexistent/x.jsonl"}, 1, "/nonexistent/x.jsonl"},
		{[]string{"-r", "testdata/sample.pcap", "--workers", "65"}, 2, "64 at most"},
		{[]string{"-r", "testdata/sample.pcap", "--stats-interval", "500ms"}, 2, "a second at least"},
		{[]string{"-r", "main.go"}, 1, "main.go"},
		{[]string{"-r", "testdata/sample.pcap", "-o", "/dev/full"}, 1, "/dev/full"},
	} {
		out, faults, exit := imaplog(t, test.args...)
		if exit != test.exit || !strings.Contains(faults, test.says) {
			t.Errorf("%q: exit status %d, want %d; %q should say %q", test.args, exit, test.exit, faults, test.says)
		}
		if exit == 0 && !strings.Contains(out, "imaplog") {
			t.Errorf("%q shows %q", test.args, out)
		}
	}
}

func TestHelpShowsExamplesAndExitStatuses(t *testing.T) {
	out, _, _ := imaplog(t, "--help")
	for _, want := range []string{"imaplog -r mail.pcap", "Exit status:", "--workers", "--filter", "--ports", "--kinds"} {
		if !strings.Contains(out, want) {
			t.Errorf("help lacks %q:\n%s", want, out)
		}
	}
}

// TestTargets holds that each kind of target holds the same records.
func TestTargets(t *testing.T) {
	dir := t.TempDir()
	args := []string{"-r", "testdata/sample.pcap", "-q"}
	names := []string{"a.jsonl", "a.jsonl.gz", "a.jsonl.zst", "d/"}
	for _, name := range names {
		args = append(args, "-o", dir+"/"+name)
	}
	want, faults, exit := imaplog(t, append(args, "-o", "-")...)
	if exit != 0 || faults != "" {
		t.Fatalf("exit status %d: %s", exit, faults)
	}
	if strings.Count(want, "\n") < 10 {
		t.Fatalf("too few records:\n%s", want)
	}
	read := map[string]func([]byte) *bufio.Scanner{
		"a.jsonl":    func(b []byte) *bufio.Scanner { return bufio.NewScanner(bytes.NewReader(b)) },
		"a.jsonl.gz": func(b []byte) *bufio.Scanner { r, _ := gzip.NewReader(bytes.NewReader(b)); return bufio.NewScanner(r) },
		"a.jsonl.zst": func(b []byte) *bufio.Scanner {
			r, _ := zstd.NewReader(bytes.NewReader(b))
			return bufio.NewScanner(r)
		},
		"d/imap.jsonl": func(b []byte) *bufio.Scanner { return bufio.NewScanner(bytes.NewReader(b)) },
	}
	for name, scanner := range read {
		var got strings.Builder
		for s := scanner(get(t, filepath.Join(dir, name))); s.Scan(); {
			got.WriteString(s.Text() + "\n")
		}
		if got.String() != want {
			t.Errorf("%s differs from standard output", name)
		}
	}
	for _, name := range []string{"imap_session", "imap_weird", "imap_stats"} {
		if _, err := os.Stat(filepath.Join(dir, "d", name+".jsonl")); err != nil {
			t.Error(err)
		}
	}
	var stats struct {
		FlowsOpened uint64 `json:"flows_opened"`
		FlowsClosed uint64 `json:"flows_closed"`
		Sinks       map[string]struct{ Parsed, Delivered, Waiting, Dropped uint64 }
	}
	if err := json.Unmarshal(get(t, filepath.Join(dir, "d", "imap_stats.jsonl")), &stats); err != nil {
		t.Fatal(err)
	}
	if stats.FlowsOpened != 3 || stats.FlowsClosed != 3 {
		t.Errorf("flows %d opened, %d closed, want 3 and 3", stats.FlowsOpened, stats.FlowsClosed)
	}
	if len(stats.Sinks) != 5 {
		t.Errorf("%d sinks in the stats, want 5", len(stats.Sinks))
	}
	for name, s := range stats.Sinks {
		if s.Parsed == 0 || s.Parsed != s.Delivered+s.Waiting+s.Dropped || s.Waiting != 0 {
			t.Errorf("the account of %s does not balance: %+v", name, s)
		}
	}
}

// TestSameOctetsInEveryRun holds that neither the run nor the number of workers shows in the records.
func TestSameOctetsInEveryRun(t *testing.T) {
	for name := range goldens {
		var first string
		for _, workers := range []string{"1", "2", "4", "16", "1"} {
			out, faults, exit := imaplog(t, "-r", "testdata/"+name+".pcap", "--kinds", "all", "-q", "--workers", workers)
			if exit != 0 {
				t.Fatalf("%s: exit status %d: %s", name, exit, faults)
			}
			if first == "" {
				first = out
			}
			if out != first {
				t.Errorf("%s: %s workers give other records", name, workers)
			}
		}
	}
}

// TestRotation holds that a session that runs over a rotation is one session.
func TestRotation(t *testing.T) {
	frames := sample()
	dir := t.TempDir()
	half := len(frames) / 2
	put(t, filepath.Join(dir, "b.pcap"), captest.Pcap(frames[:half], captest.PcapOptions{}))
	put(t, filepath.Join(dir, "a.pcap"), captest.Pcap(frames[half:], captest.PcapOptions{}))
	whole, _, _ := imaplog(t, "-r", "testdata/sample.pcap", "-q")
	split, faults, exit := imaplog(t, "-r", dir, "-q")
	if exit != 0 {
		t.Fatalf("exit status %d: %s", exit, faults)
	}
	if strings.Count(split, "\n") != strings.Count(whole, "\n") {
		t.Errorf("%d records, want %d", strings.Count(split, "\n"), strings.Count(whole, "\n"))
	}
	if !strings.Contains(split, `"source":"b.pcap","source_last":"a.pcap"`) && !strings.Contains(split, `"source_last":"`) {
		t.Errorf("no record names both files:\n%s", split)
	}
}

// TestDamage holds that what comes before damage counts, and that the fault names file and packet.
func TestDamage(t *testing.T) {
	whole := get(t, "testdata/sample.pcap")
	cut := write(t, "cut.pcap", whole[:len(whole)-7])
	out, faults, exit := imaplog(t, "-r", cut)
	if exit != 1 || !strings.Contains(faults, cut) || !strings.Contains(faults, "packet") {
		t.Errorf("exit status %d: %s", exit, faults)
	}
	if !strings.Contains(out, `"command":"LOGIN"`) {
		t.Errorf("what comes before the cut is lost: %s", out)
	}
}

// TestCapturesAreNotOverwritten holds that an output that is also an input is refused, by whatever name, and left alone.
func TestCapturesAreNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	capture := get(t, "testdata/sample.pcap")
	put(t, filepath.Join(dir, "in.jsonl"), capture)
	if err := os.Symlink("in.jsonl", filepath.Join(dir, "link.jsonl")); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{"in.jsonl", "link.jsonl"} {
		_, faults, exit := imaplog(t, "-r", filepath.Join(dir, "in.jsonl"), "-o", filepath.Join(dir, out))
		if exit != 2 || !strings.Contains(faults, "write over") {
			t.Errorf("%s: exit status %d: %s", out, exit, faults)
		}
	}
	if !bytes.Equal(get(t, filepath.Join(dir, "in.jsonl")), capture) {
		t.Error("the capture was written over")
	}
}

// TestUnknownLinkType holds that a capture of which nothing can be read is no success.
func TestUnknownLinkType(t *testing.T) {
	file := write(t, "odd.pcap", captest.Pcap(sample(), captest.PcapOptions{Link: 147}))
	if _, faults, exit := imaplog(t, "-r", file, "-q"); exit != 1 || !strings.Contains(faults, "link type") {
		t.Errorf("exit status %d: %s", exit, faults)
	}
}

// TestPendingInAll holds the bound on unanswered commands of all sessions: with one a shard, a session keeps its latest two.
func TestPendingInAll(t *testing.T) {
	c := captest.NewConn("192.0.2.10:50001", "198.51.100.7:143")
	c.Open()
	c.Server("* OK ready\r\n")
	c.Client("1 NOOP\r\n2 NOOP\r\n3 NOOP\r\n4 NOOP\r\n")
	file := write(t, "pending.pcap", captest.Pcap(c.Frames, captest.PcapOptions{}))
	for flag, limited := range map[string]int{"--max-pending-in-all=64": 2, "--max-pending-in-all=1024": 0} {
		out, faults, exit := imaplog(t, "-r", file, "-q", flag)
		if n := strings.Count(out, `"end":"limit"`); exit != 0 || n != limited || strings.Count(out, "\n") != 4 {
			t.Errorf("%s: %d of 4 ended by the limit, want %d: %s%s", flag, n, limited, faults, out)
		}
	}
}

// TestClosedPipe holds that a reader that has seen enough ends the run quietly.
func TestClosedPipe(t *testing.T) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	r.Close()
	var faults bytes.Buffer
	cmd := command("-r", "testdata/sample.pcap", "-q")
	cmd.Stdout, cmd.Stderr = w, &faults
	err = cmd.Run()
	w.Close()
	if err != nil || faults.Len() > 0 {
		t.Errorf("%v: %s", err, faults.String())
	}
}

// TestSignals holds that a signal ends a run with whole records, also where the source is silent.
func TestSignals(t *testing.T) {
	for _, s := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		cmd := command("-r", "-", "--kinds", "transaction,session")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		stdout, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := in.Write(get(t, "testdata/sample.pcap")); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewReader(stdout)
		n := 0
		for end := false; ; n++ {
			line, err := lines.ReadString('\n')
			if err != nil {
				if line != "" {
					t.Errorf("a torn record: %q", line)
				}
				break
			}
			if !json.Valid([]byte(line)) {
				t.Errorf("not JSON: %s", line)
			}
			if !end { // the first record is out while the source is open
				end = true
				if err := cmd.Process.Signal(s); err != nil {
					t.Fatal(err)
				}
			}
		}
		err = cmd.Wait()
		if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != 128+int(s) {
			t.Errorf("%v: %v, want exit status %d", s, err, 128+int(s))
		}
		if n < 15 {
			t.Errorf("%v: %d records, want all that was pending flushed", s, n)
		}
	}
}
