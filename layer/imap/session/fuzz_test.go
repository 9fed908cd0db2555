package session

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"testing"
	"unicode/utf8"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/schemas"
)

// planted is sent where secrets stand, and must not come out.
const planted = "Pl4nt3dS3cr3t"

// secretLines are whole exchanges of a client with the planted secret. Each starts with a line end, to end what was cut off.
var secretLines = []string{
	"\r\nL1 LOGIN user " + planted + "\r\n",
	"\r\nL2 LOGIN {4+}\r\nuser {13+}\r\n" + planted + "\r\n",
	"\r\nL3 LOGIN \"user\" \"" + planted + "\"\r\n",
	"\r\nL4 AUTHENTICATE PLAIN " + encoded + "\r\n",
	"\r\nL5 AUTHENTICATE PLAIN\r\n" + encoded + "\r\n",
	"\r\nL6 AUTHENTICATE LOGIN\r\ndXNlcg==\r\n" + base64.StdEncoding.EncodeToString([]byte(planted)) + "\r\n",
	"\r\nL7 SEARCH TEXT " + planted + "\r\n",
	"\r\nL8 SETMETADATA INBOX (/private/x " + planted + ")\r\n",
	"\r\nL9 XUNKNOWN " + planted + " more\r\n",
	"\r\nL10 LOGIN user two words " + planted + "\r\n",
	"\r\nL11 LOGIN " + planted + "\r\n",
	"\r\nL12 AUTHENTICATE XOAUTH2 " + base64.StdEncoding.EncodeToString([]byte("user=u\x01auth=Bearer "+planted+"\x01\x01")) + "\r\n",
	"\r\nL13 ID (\"password\" \"" + planted + "\")\r\n",
	"\r\nL14 LOGIN user {13}\r\n" + planted + "\r\n",
	"\r\nL15 AUTHENTICATE LOGIN\r\njoe@example.org\r\n" + base64.StdEncoding.EncodeToString([]byte(planted)) + "\r\n",
	"\r\nL16 LOGIN (joe " + planted + ") x\r\n",
	"\r\nL17 ID (\"password\" (\"x\") " + planted + " " + planted + ")\r\n",
	"\r\nL18 SETMETADATA INBOX (" + planted + " /private/x)\r\n",
	"\r\nL19 SEARCH TEXT two on " + planted + " since " + planted + "\r\n",
	"\r\nL20 SEARCH KEYWORD \"my " + planted + " words\"\r\n",
	"\r\nL21 APPEND x \"Dear " + planted + "\"\r\n",
	"\r\nL22 APPEND x CATENATE (URL {13+}\r\n" + planted + ")\r\n",
	"\r\nL23 NOTIFY SET (personal (" + planted + "))\r\n",
	"\r\nL24 SORT " + planted + " UTF-8 ALL\r\n",
	"\r\nL25 SEARCH CHARSET " + planted + " ALL\r\n",
	"\r\nL26 COMPRESS " + planted + "\r\n",
	"\r\nL27 AUTHENTICATE " + planted + "\r\n",
	"\r\nL28 SELECT imap://joe:" + planted + "@host/\r\n",
	"\r\nL29 LOGIN user \"two " + planted + "\r\n",
	"\r\nL30 SELECT {20+}\r\nimap://" + planted + "\r\n",
	"\r\nL31 LOGIN user \"" + planted + "\\\"x\"\r\n",
}

// refusedLines announce a literal, or what a client may take for one, that the server refuses.
var refusedLines = []string{"LOGIN user {13}", "LOGIN user {13} ", "LOGIN user {13-}", "SEARCH SUBJECT {13}",
	"SETMETADATA INBOX (/private/x {13}", "AUTHENTICATE PLAIN {13}", "LOGIN user \"two"}

// afterRefusal is what a client sends all the same.
var afterRefusal = []string{planted, planted + " x", planted + " NOOP", planted + " SELECT x", planted + " LOGIN a b", "my " + planted + " x", planted + "  check"}

var encoded = base64.StdEncoding.EncodeToString([]byte("\x00user\x00" + planted))

// Operations of a script: the low bits of the first octet; the next octet is a length or a choice.
const (
	opClient = iota
	opServer
	opGapClient
	opGapServer
	opSecret     // a line of secretLines
	opSecretLost // one whose middle is in a gap
	opSecretEcho // the server repeats the secret in the answer to the line
	opRefused    // a line of refusedLines, the refusal, a line of afterRefusal, and the answer to that
	opCount
)

// script makes a transcript of any octets.
func script(b []byte) (x transcript) {
	x.port, x.end = 143, flow.EndFin
	x.config.Limits = Limits{Line: 512, Pending: 8, Nesting: 8, Held: 256}
	if len(b) > 0 {
		x.midstream = b[0]&1 != 0
		x.end = flow.End(1 + b[0]>>1%7)
		if b[0]&0x80 != 0 {
			x.config.Detection, x.port = AnyPort, 31143
		}
		b = b[1:]
	}
	if !x.midstream {
		x.add(flow.ToClient, []byte("* OK ready\r\n"), 0)
	}
	wild := false // the client has sent anything
	for len(b) >= 2 && len(x.events) < 200 {
		op, n := b[0]%opCount, int(b[1])
		b = b[2:]
		line := []byte(secretLines[n%len(secretLines)])
		switch op {
		case opClient, opServer:
			wild = wild || op == opClient
			n = min(n, len(b))
			x.add(flow.Direction(op), b[:n], 0)
			b = b[n:]
		case opGapClient:
			x.add(flow.ToServer, nil, uint64(n)+1)
		case opGapServer:
			x.add(flow.ToClient, nil, uint64(n)+1)
		case opSecret:
			x.add(flow.ToServer, line, 0)
		case opSecretLost:
			cut := n % len(line)
			x.add(flow.ToServer, line[:cut], 0)
			x.add(flow.ToServer, nil, 5)
			x.add(flow.ToServer, line[min(cut+5, len(line)):], 0)
		case opRefused:
			if wild {
				continue // the refused line can be the end of a literal, and then nothing was refused
			}
			after := afterRefusal[n%len(afterRefusal)]
			tag, _, _ := cutTwo([]byte(after))
			x.add(flow.ToServer, []byte("\r\nR1 "+refusedLines[n/len(afterRefusal)%len(refusedLines)]+"\r\n"), 0)
			x.add(flow.ToClient, []byte("R1 NO no\r\n"), 0)
			x.add(flow.ToServer, []byte(after+"\r\n"), 0)
			x.add(flow.ToClient, []byte(string(tag)+" BAD what is "+planted+"\r\n"), 0)
		case opSecretEcho:
			if x.midstream || len(x.events) > 1 {
				continue // behind anything else the line can be part of a literal, and then no server answers it so
			}
			tag, _, _ := cutTwo(line[2:])
			x.add(flow.ToServer, line, 0)
			x.add(flow.ToClient, []byte("* OK [ALERT] about "+planted+"\r\n"+string(tag)+" NO [X "+planted+"] bad "+planted+" here\r\n"), 0)
		}
	}
	return x
}

func (x *transcript) add(dir flow.Direction, data []byte, gap uint64) {
	n := len(x.events) + 1
	x.events = append(x.events, event{dir: dir, data: data, gap: gap,
		at: capture.Stamp{Time: epoch + capture.Time(n)*1000, Packet: uint64(n), Origin: origin}})
}

// seed writes a transcript as a script.
func seed(x *transcript) []byte {
	var b []byte
	head := byte(x.end-1) << 1
	if x.midstream {
		head |= 1
	}
	b = append(b, head)
	for _, ev := range x.events {
		if ev.gap > 0 {
			b = append(b, opGapClient+byte(ev.dir), byte(ev.gap-1))
		}
		for data := ev.data; len(data) > 0; {
			n := min(len(data), 255)
			b = append(append(b, byte(ev.dir), byte(n)), data[:n]...)
			data = data[n:]
		}
	}
	return b
}

// Whatever the octets, the cuts and the gaps: no panic, valid JSON, bounded memory, no planted secret, and the same records.
func FuzzSession(f *testing.F) {
	for i, file := range transcripts(f) {
		b := seed(parseTranscript(f, file))
		f.Add(b, uint8(i))
		f.Add([]byte{0, opSecretEcho, byte(i), opSecretLost, byte(i), opSecretLost, byte(5 * i)}, uint8(i))
		f.Add([]byte{0, opRefused, byte(i)}, uint8(i))
		f.Add(append(b, opSecret, byte(i), opSecretLost, byte(i*7), opSecretEcho, byte(i)), uint8(i))
	}
	f.Fuzz(func(t *testing.T, b []byte, cuts uint8) {
		if bytes.Contains(b, []byte(planted)) || bytes.Contains(b, []byte(encoded[:8])) || len(b) > 16<<10 {
			return // a planted secret in the script itself proves nothing
		}
		x := script(b)
		all := x.run(whole)
		if some := x.run(func(left int) int { return min(left, 1+int(cuts)) }); !bytes.Equal(some, all) {
			t.Errorf("cut differently:\n%s", difference(string(some), string(all)))
		}
		for line := range bytes.Lines(all) {
			if !json.Valid(line) || !utf8.Valid(line) {
				t.Errorf("no JSON: %q", line)
			}
		}
		for _, secret := range []string{planted, encoded, encoded[8:24]} {
			if bytes.Contains(all, []byte(secret)) {
				t.Errorf("a secret in the records: %s", all)
			}
		}
		x.bounded(t)
	})
}

// bounded plays the script and looks at what the connection holds after each step.
func (x *transcript) bounded(t *testing.T) {
	out := new(schemas.Pool).Get()
	l, ok := New(x.config).Open(newFlow(x.port, x.midstream), out).(*conn)
	if !ok {
		return
	}
	more := true
	for _, ev := range x.events {
		switch {
		case !more:
		case ev.gap > 0:
			more = l.Gap(ev.dir, ev.at, ev.gap)
		default:
			more = l.Data(ev.dir, ev.at, ev.data)
		}
		limits := l.sessions.config.Limits
		held := 0
		if l.held != nil {
			held = len(l.held.octets)
		}
		if l.open > limits.Pending || held > limits.Held || len(l.half[0].head)+len(l.half[1].head) > 2*maxProxyV2 {
			t.Fatalf("%d commands open, %d octets held", l.open, held)
		}
		n := 0
		for c := l.oldest; c != nil; c = c.next {
			n++
			if len(c.buf) > 1<<16 || len(c.hidden) > maxHidden || len(c.shown) > 2*maxArgs+64 || len(c.literal) > keepLiteral || len(c.items) > maxItems {
				t.Fatal("a command holds more than it may")
			}
		}
		if n != l.open {
			t.Fatalf("%d commands in the list, %d counted", n, l.open)
		}
	}
	l.Close(capture.Stamp{Time: epoch, Packet: 1, Origin: origin}, x.end)
}
