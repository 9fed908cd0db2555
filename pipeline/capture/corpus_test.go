package capture_test

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// corpus returns the directory of captures beside the repository, or skips.
func corpus(t testing.TB) string {
	dir := filepath.Join("..", "..", "..", "shared", "corpus")
	if _, err := os.Stat(dir); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("no captures: %v", err)
		}
		t.Skipf("no captures: %v", err)
	}
	return dir
}

// TestCorpus reads every capture as gopacket's readers do: as many packets, the same times, lengths and octets.
func TestCorpus(t *testing.T) {
	n := 0
	for _, pattern := range []string{"imap/*", "imaps/*", "derived/*"} {
		paths, err := filepath.Glob(filepath.Join(corpus(t), pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, ".keylog") {
				continue
			}
			octets, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, filepath.Base(path), octets)
			n++
		}
	}
	if n < 115 {
		t.Errorf("%d captures, want 115", n)
	}
}

// TestRobust reads 2,442 captures that are there to break readers.
func TestRobust(t *testing.T) {
	if testing.Short() {
		t.Skip("-short")
	}
	f, err := os.Open(filepath.Join(corpus(t), "robust.tar.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	n, same := 0, 0
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		octets, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if compare(t, filepath.Base(h.Name), octets) {
			same++
		}
		n++
	}
	if n < 2442 || same < 2300 {
		t.Errorf("%d captures, of which gopacket reads %d; want 2,442 and 2,300 at least", n, same)
	}
}

// clocks are the captures whose times the two readers rightly read otherwise, and why. All else is the same.
var clocks = map[string]string{
	"mutt--ng-pow2-20.pcapng":                      "gopacket's powers of 2 are off by up to a millisecond: see TestDerivedClocks",
	"lightpcapng__pcaps-dhcp_big_endian.pcapng":    "its clock shows the year 151994: no time",
	"lightpcapng__results-packets.merged.pcapng":   "from packet 494 its clock shows the year 2345: no time",
	"pcapplusplus__pcapng-example.pcapng":          "from packet 60 its clock shows 1969: no time",
	"tcpdump__atm-oam-loopback-print-overrun.pcap": "more than 4,294,967 microseconds wrap in gopacket",
	"tcpdump__rx_serviceid_oobr.pcap":              "more than 4,294,967 microseconds wrap in gopacket",
	"tcpdump__timestamp_invalid_micro.pcap":        "more than 4,294,967 microseconds wrap in gopacket",
}

// told are the captures in which gopacket sees no fault, and why we do.
var told = map[string]string{
	"lightpcapng__results-blocks.merged.pcapng": "its second half is nonsense; tshark agrees with us",
	"gopacket__pcapgo-tests-be-test901.pcapng":  "a section of version 2.0 is passed over",
	"gopacket__pcapgo-tests-le-test901.pcapng":  "a section of version 2.0 is passed over",
}

// compare reads octets with both readers and says whether gopacket could read them to the end. Where it could not, ours must
// have at least what it had.
func compare(t *testing.T, name string, octets []byte) bool {
	t.Helper()
	want, wantErr := theirs(octets)
	got, faults := ours(t, name, octets)
	if len(got) < len(want) || wantErr == nil && len(got) > len(want) {
		t.Errorf("%s: %d packets, want %d (%v; theirs: %v)", name, len(got), len(want), faults, wantErr)
		return false
	}
	// gopacket takes less than a header at the end for the end.
	if wantErr == nil && len(faults) > 0 && !errors.Is(faults[0], capture.ErrCut) && told[name] == "" {
		t.Errorf("%s: %v, and gopacket sees no fault", name, faults[0])
	}
	for i, w := range want {
		if got[i] != w && !timeless(w, got[i], clocks[name] != "") {
			t.Errorf("%s: packet %d is %s, want %s", name, i+1, got[i], w)
			break
		}
	}
	return wantErr == nil
}

// timeless says whether the lines differ only in the time: theirs, of a simple packet block, has none, or it does not count.
func timeless(theirs, ours string, any bool) bool {
	at, rest, _ := strings.Cut(theirs, " ")
	return (any || at == "0.000000000") && strings.HasSuffix(ours, " "+rest)
}

// TestDerivedClocks reads one conversation as clocks of many resolutions have it: always the moment, rounded down to the unit.
func TestDerivedClocks(t *testing.T) {
	path := filepath.Join(corpus(t), "derived", "mutt--")
	base := timesOf(t, path+"ns.pcap")
	for name, unit := range map[string]float64{
		"ng-le.pcapng": 1e3, "ng-be.pcapng": 1e3, "ng-2if.pcapng": 1e3, "ng-3sections.pcapng": 1e3, "ng-ns.pcapng": 1,
		"ng-tsoffset.pcapng": 1e3, "ng-tsres3.pcapng": 1e6, "ng-pow2-20.pcapng": 1e9 / (1 << 20), "be.pcap": 1e3, "gz.pcap.gz": 1e3,
	} {
		got := timesOf(t, path+name)
		if len(got) != len(base) {
			t.Errorf("%s: %d packets, want %d", name, len(got), len(base))
			continue
		}
		for i, at := range got {
			if late := float64(base[i] - at); late < 0 || late >= unit {
				t.Errorf("%s: packet %d is at %d, want %d to the unit of %v ns", name, i+1, at, base[i], unit)
				break
			}
		}
	}
}

func timesOf(t *testing.T, path string) (times []capture.Time) {
	t.Helper()
	f, err := capture.OpenFiles([]string{path}, capture.FileOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	eachPacket(t, f, func(p *capture.Packet) { times = append(times, p.Time) })
	clean(t, f.Faults())
	return times
}

// ours reads all packets, and holds their numbers to what they must be.
func ours(t *testing.T, name string, octets []byte) ([]string, []*capture.Fault) {
	t.Helper()
	f := capture.OpenReader(name, bytes.NewReader(octets), capture.FileOptions{})
	defer f.Close()
	var all []string
	eachPacket(t, f, func(p *capture.Packet) {
		if p.Packet != uint64(len(all))+1 || p.Origin.Name != name || p.Origin.Before != 0 {
			t.Errorf("%s: packet %d is numbered %d of %+v", name, len(all)+1, p.Packet, *p.Origin)
		}
		all = append(all, line(p.Time, p.Length, p.Data))
	})
	return all, f.Faults()
}

func line(at capture.Time, length int, data []byte) string {
	sum := uint32(0)
	for _, c := range data {
		sum = sum*31 + uint32(c)
	}
	return fmt.Sprintf("%d.%09d length %d captured %d sum %08x", at/1e9, at%1e9, length, len(data), sum)
}
