package session

import (
	"fmt"
	"testing"
	"unsafe"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// dialogue is a session that has logged in and selected a mailbox.
func dialogue(t testing.TB) (stream.Listener, *schemas.Batch, *schemas.Pool) {
	t.Helper()
	pool := new(schemas.Pool)
	out := pool.Get()
	return begin(t, New(Config{}), out), out, pool
}

// begin opens a session and lets it log in and select a mailbox.
func begin(t testing.TB, all *Sessions, out *schemas.Batch) stream.Listener {
	t.Helper()
	l := all.Open(newFlow(143, false), out)
	at := capture.Stamp{Time: epoch, Packet: 1, Origin: origin}
	for _, x := range []struct {
		dir  flow.Direction
		text string
	}{
		{flow.ToClient, "* OK ready\r\n"},
		{flow.ToServer, "a LOGIN alice Sesame1\r\n"},
		{flow.ToClient, "a OK in\r\n"},
		{flow.ToServer, "b SELECT INBOX\r\n"},
		{flow.ToClient, "* 100 EXISTS\r\nb OK [READ-WRITE] done\r\n"},
	} {
		if !l.Data(x.dir, at, []byte(x.text)) {
			t.Fatal("the session is not read on")
		}
	}
	return l
}

var (
	fetchCommand = []byte("c UID FETCH 1:2 (FLAGS BODY.PEEK[])\r\nd NOOP\r\n")
	fetchAnswer  = []byte("* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {12}\r\nhello world!)\r\n* 2 FETCH (UID 2 FLAGS () BODY[] {3}\r\nabc)\r\nc OK Fetch completed.\r\nd OK NOOP completed.\r\n")
)

// Commands and responses in order cost no allocation once buffers have their size.
func TestNoAllocations(t *testing.T) {
	l, out, _ := dialogue(t)
	at := capture.Stamp{Time: epoch, Packet: 9, Origin: origin}
	round := func() {
		l.Data(flow.ToServer, at, fetchCommand)
		l.Data(flow.ToClient, at, fetchAnswer)
		if out.Len() < 2 {
			t.Fatal("no records")
		}
		out.Take().Release()
	}
	for range 10 {
		round()
	}
	if n := testing.AllocsPerRun(100, round); n != 0 {
		t.Errorf("%v allocations a round of two commands", n)
	}
}

// A connection holds little: a worker may have 100,000 that are idle, most of them TLS, which have no profile.
func TestIdleMemory(t *testing.T) {
	const most = 1 << 10
	if n := sizeOf[conn](); n > most {
		t.Errorf("a connection takes %d octets, more than %d", n, most)
	}
}

func BenchmarkFetch(b *testing.B) {
	l, out, _ := dialogue(b)
	at := capture.Stamp{Time: epoch, Packet: 9, Origin: origin}
	b.SetBytes(int64(len(fetchCommand) + len(fetchAnswer)))
	b.ReportAllocs()
	for b.Loop() {
		l.Data(flow.ToServer, at, fetchCommand)
		l.Data(flow.ToClient, at, fetchAnswer)
		out.Take().Release()
	}
}

func BenchmarkLiteral(b *testing.B) {
	l, out, _ := dialogue(b)
	at := capture.Stamp{Time: epoch, Packet: 9, Origin: origin}
	body := make([]byte, 64<<10)
	head := fmt.Appendf(nil, "* 1 FETCH (BODY[] {%d}\r\n", len(body))
	command, tail := []byte("c FETCH 1 (BODY.PEEK[])\r\n"), []byte(")\r\nc OK done\r\n")
	b.SetBytes(int64(len(body) + len(head) + len(command) + len(tail)))
	b.ReportAllocs()
	for b.Loop() {
		l.Data(flow.ToServer, at, command)
		l.Data(flow.ToClient, at, head)
		for i := 0; i < len(body); i += 1460 {
			l.Data(flow.ToClient, at, body[i:min(i+1460, len(body))])
		}
		l.Data(flow.ToClient, at, tail)
		out.Take().Release()
	}
}

func sizeOf[T any]() uintptr {
	var x T
	return unsafe.Sizeof(x)
}
