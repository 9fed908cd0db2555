package filter

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// The tests of this file hold the compiler to libpcap's, by its usual front end. They need tcpdump and the corpus.

const corpus = "../../../shared/corpus"

// need skips where what a test compares with is not there, except in CI.
func need(t *testing.T) {
	t.Helper()
	missing := func(what string) {
		if os.Getenv("CI") == "true" {
			t.Fatal(what)
		}
		t.Skip(what)
	}
	if _, err := exec.LookPath("tcpdump"); err != nil {
		missing("tcpdump is not installed: nothing to compare with")
	}
	if _, err := os.Stat(corpus); err != nil {
		missing("the corpus is not here: " + err.Error())
	}
}

// frame is a captured frame and its length on the wire.
type frame struct {
	data   []byte
	length int
}

// selected returns the frames that tcpdump selects from a file, and the link type.
func selected(file string, expr ...string) (frames []frame, link capture.LinkType, err error) {
	var stderr bytes.Buffer
	cmd := exec.Command("tcpdump", append([]string{"-r", file, "-w", "-", "--"}, expr...)...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	// A file that is cut off gives its frames and then an error; a wrong expression gives no header.
	if len(out) < 24 {
		return nil, 0, errors.Join(err, errors.New(stderr.String()))
	}
	order := binary.ByteOrder(binary.LittleEndian)
	if out[0] == 0xa1 {
		order = binary.BigEndian
	}
	link = capture.LinkType(order.Uint32(out[20:]) & 0xffff)
	for out = out[24:]; len(out) >= 16; {
		n := int(order.Uint32(out[8:]))
		if len(out) < 16+n {
			break
		}
		frames = append(frames, frame{out[16 : 16+n], int(order.Uint32(out[12:]))})
		out = out[16+n:]
	}
	return frames, link, nil
}

// libpcap compiles an expression with libpcap.
func libpcap(link capture.LinkType, expr string) (*Program, error) {
	names := map[capture.LinkType]string{
		0: "NULL", 1: "EN10MB", 9: "PPP", 12: "RAW", 50: "PPP_SERIAL", 51: "PPP_ETHER", 101: "RAW", 104: "C_HDLC",
		108: "LOOP", 109: "ENC", 113: "LINUX_SLL", 228: "IPV4", 229: "IPV6", 276: "LINUX_SLL2",
	}
	var stderr bytes.Buffer
	cmd := exec.Command("tcpdump", "-y", names[link], "-ddd", expr)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, errors.New(strings.TrimSpace(stderr.String()))
	}
	return Compile(string(out), link)
}

// captures lists the corpus.
func captures(t *testing.T) []string {
	var files []string
	for _, dir := range []string{"imap", "imaps", "derived"} {
		found, err := filepath.Glob(filepath.Join(corpus, dir, "*"))
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, found...)
	}
	return files
}

// TestSelectsAsTcpdump compares which frames of each capture of the corpus tcpdump selects with those that Match does.
func TestSelectsAsTcpdump(t *testing.T) {
	need(t)
	exprs := []string{
		"tcp port 143 or tcp port 993", "tcp port imap and not src net 10.0.0.0/8", "vlan and tcp portrange 100-200",
		"tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "ip6 or greater 500", "pppoes and tcp or mpls and tcp", "tcp[13] & 8 != 0 and not dst port 143",
	}
	if testing.Short() {
		exprs = exprs[:2]
	}
	compared, matched := 0, 0
	for _, file := range captures(t) {
		if filepath.Base(file) == "mutt--null-be.pcap" {
			continue // its headers are in the other order of octets; libpcap finds nothing there, we do (see doc.go)
		}
		all, link, err := selected(file)
		if err != nil {
			t.Logf("%s: tcpdump does not read it: %v", filepath.Base(file), err)
			continue
		}
		for _, expr := range exprs {
			p, err := Compile(expr, link)
			want, _, wantErr := selected(file, expr)
			if err != nil || wantErr != nil {
				if (err == nil) != (wantErr == nil) {
					t.Logf("%s: %s: %v; tcpdump: %.9v", filepath.Base(file), expr, err, wantErr)
				}
				continue
			}
			var got []frame
			for _, f := range all {
				if p.Match(f.data, f.length) {
					got = append(got, f)
				}
			}
			if !sameFrames(got, want) {
				t.Errorf("%s (link type %d): %s: %d frames of %d, tcpdump selects %d",
					filepath.Base(file), link, expr, len(got), len(all), len(want))
			}
			compared++
			matched += len(got)
		}
	}
	t.Logf("%d selections, %d frames in them", compared, matched)
	if compared < 100 || matched == 0 {
		t.Errorf("only %d selections with %d frames compared", compared, matched)
	}
}

func sameFrames(a, b []frame) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].length != b[i].length || !bytes.Equal(a[i].data, b[i].data) {
			return false
		}
	}
	return true
}
