package session

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/schemas"
)

var update = flag.Bool("update", false, "write the records of the transcripts under testdata")

// event is one step of a transcript.
type event struct {
	dir     flow.Direction
	data    []byte
	gap     uint64
	anomaly flow.Anomaly
	dropped uint64
	at      capture.Stamp
}

// transcript is a connection and what happens on it. Each line of the file is one packet:
//
//	# remark
//	PORT 143 | MIDSTREAM | ANYPORT | LIMIT pending 3 | KEY secret    what stands before all else
//	@12.5ms                                          the time of the next line; else 1 ms after the one before
//	C: line        client octets and CRLF            C| octets without it; \r \n \t \\ \xNN are octets
//	S: line        server octets and CRLF            S| octets without it
//	GAP C 120      octets never seen
//	DROP 3         packets that the sensor dropped
//	ANOMALY C overlap | checksum
//	END fin
//
// After a line "---" stand the records, one a line.
type transcript struct {
	config    Config
	port      uint16
	midstream bool
	events    []event
	end       flow.End
	text      string // up to ---
	want      string
}

var epoch = capture.Time(time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC).UnixNano())

var origin = &capture.Origin{Name: "transcript"}

func parseTranscript(t testing.TB, file string) *transcript {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	x := &transcript{port: 143, end: flow.EndFin}
	head, want, _ := strings.Cut(string(text), "---\n")
	x.text, x.want = head, want
	now, marked := time.Duration(0), false
	for i, line := range strings.Split(strings.TrimRight(head, "\n"), "\n") {
		word, rest, _ := strings.Cut(line, " ")
		ev := event{at: capture.Stamp{Packet: uint64(len(x.events) + 1), Origin: origin}}
		switch {
		case line == "" || line[0] == '#':
			continue
		case line[0] == '@':
			d, err := time.ParseDuration(line[1:])
			if err != nil {
				t.Fatalf("%s:%d: %v", file, i+1, err)
			}
			now, marked = d, true
			continue
		case x.setting(t, word, rest):
			continue
		case word == "C:" || word == "C|" || word == "S:" || word == "S|":
			ev.data = unescape(t, rest)
			if word[1] == ':' {
				ev.data = append(ev.data, "\r\n"...)
			}
		case word == "GAP":
			word, rest, _ = strings.Cut(rest, " ")
			ev.gap = atoi(t, rest)
		case word == "ANOMALY":
			word, rest, _ = strings.Cut(rest, " ")
			ev.anomaly = map[string]flow.Anomaly{"overlap": flow.AnomalyOverlapMismatch, "checksum": flow.AnomalyChecksum}[rest]
		case word == "DROP":
			ev.dropped = atoi(t, rest)
		default:
			t.Fatalf("%s:%d: %q", file, i+1, line)
		}
		if word[0] == 'S' {
			ev.dir = flow.ToClient
		}
		if !marked {
			now += time.Millisecond
		}
		marked = false
		ev.at.Time = epoch + capture.Time(now)
		x.events = append(x.events, ev)
	}
	return x
}

// setting takes what stands before the packets, and the end.
func (x *transcript) setting(t testing.TB, word, rest string) bool {
	l := &x.config.Limits
	switch word {
	case "PORT":
		x.port = uint16(atoi(t, rest))
	case "MIDSTREAM":
		x.midstream = true
	case "ANYPORT":
		x.config.Detection = AnyPort
	case "KEY":
		x.config.CredentialKey = []byte(rest)
	case "LIMIT":
		name, value, _ := strings.Cut(rest, " ")
		n := int(atoi(t, value))
		switch name {
		case "line":
			l.Line = n
		case "literal":
			l.Literal = uint64(n)
		case "pending":
			l.Pending = n
		case "nesting":
			l.Nesting = n
		case "held":
			l.Held = n
		case "weirds":
			l.Weirds = n
		}
	case "END":
		x.end = map[string]flow.End{"fin": flow.EndFin, "reset": flow.EndReset, "timeout": flow.EndTimeout, "end_of_capture": flow.EndOfCapture,
			"stopped": flow.EndStopped, "limit": flow.EndLimit, "reused": flow.EndReused}[rest]
	default:
		return false
	}
	return true
}

func atoi(t testing.TB, s string) uint64 {
	t.Helper()
	n, err := strconv.ParseUint(s, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func unescape(t testing.TB, s string) []byte {
	t.Helper()
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			out = append(out, s[i])
			continue
		}
		i++
		switch s[i] {
		case 'r':
			out = append(out, '\r')
		case 'n':
			out = append(out, '\n')
		case 't':
			out = append(out, '\t')
		case '\\':
			out = append(out, '\\')
		case 'x':
			n, err := strconv.ParseUint(s[i+1:i+3], 16, 8)
			if err != nil {
				t.Fatal(err)
			}
			out = append(out, byte(n))
			i += 2
		default:
			t.Fatalf("escape in %q", s)
		}
	}
	return out
}

func addr(last byte) packet.Addr {
	return packet.Addr{10: 0xff, 11: 0xff, 12: 192, 13: 0, 14: 2, 15: last}
}

// newFlow makes the flow of a test.
func newFlow(port uint16, midstream bool) *flow.Flow {
	return &flow.Flow{
		Client: flow.Endpoint{Addr: addr(1), Port: 40000}, Server: flow.Endpoint{Addr: addr(2), Port: port},
		UID: "CTestTestTestTest1", CommunityID: "1:test", Midstream: midstream, ClientRTT: 300_000, ServerRTT: 700_000,
		First: capture.Stamp{Time: epoch, Packet: 1, Origin: origin}, History: []byte("ShAdDa"),
	}
}

// run plays the transcript; cut says how many of the octets left go into one call.
func (x *transcript) run(cut func(left int) int) []byte {
	f := newFlow(x.port, x.midstream)
	out := new(schemas.Pool).Get()
	l := New(x.config).Open(f, out)
	if l == nil {
		return nil
	}
	more := true
	var at capture.Stamp
	for _, ev := range x.events {
		at = ev.at
		f.Last = at
		h := &f.Halves[ev.dir]
		f.DroppedPackets += ev.dropped
		switch {
		case ev.dropped > 0:
		case ev.anomaly != flow.AnomalyNone:
			l.Anomaly(ev.dir, at, ev.anomaly)
		case ev.gap > 0:
			h.Gaps++
			h.GapOctets += ev.gap
			if more {
				more = l.Gap(ev.dir, at, ev.gap)
			}
		default:
			h.Packets++
			h.Octets += uint64(len(ev.data))
			for b := ev.data; len(b) > 0; {
				n := cut(len(b))
				h.Delivered += uint64(n)
				if more {
					more = l.Data(ev.dir, at, bytes.Clone(b[:n]))
				}
				b = b[n:]
			}
		}
	}
	l.Close(at, x.end)
	var text []byte
	for i := range out.Records {
		text = append(out.Records[i].AppendJSON(text), '\n')
	}
	return text
}

func whole(left int) int { return left }
func single(int) int     { return 1 }

func transcripts(t testing.TB) []string {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no transcripts", err)
	}
	return files
}

// However the octets are cut, the records are the same.
func TestTranscripts(t *testing.T) {
	for _, file := range transcripts(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			x := parseTranscript(t, file)
			got := x.run(whole)
			if *update {
				if err := os.WriteFile(file, []byte(x.text+"---\n"+string(got)), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if string(got) != x.want {
				t.Errorf("records differ\n%s", difference(string(got), x.want))
			}
			if one := x.run(single); !bytes.Equal(one, got) {
				t.Errorf("one octet at a time:\n%s", difference(string(one), string(got)))
			}
			for seed := range uint64(20) {
				r := rand.New(rand.NewPCG(seed, 1))
				cut := func(left int) int { return 1 + r.IntN(left) }
				if some := x.run(cut); !bytes.Equal(some, got) {
					t.Fatalf("cut at random, seed %d:\n%s", seed, difference(string(some), string(got)))
				}
			}
		})
	}
}

// difference shows the first line that is not the same.
func difference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return fmt.Sprintf("record %d\n got %s\nwant %s", i+1, a, b)
		}
	}
	return ""
}
