package session

import (
	"fmt"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// exchange is a command and its answer.
type exchange struct{ command, answer []byte }

// exchanges are what a mail reader does most: it lists, reads, marks, looks for news.
func exchanges() (list []exchange) {
	lines := ""
	for n := 210; n < 220; n++ {
		lines += fmt.Sprintf("* %d FETCH (UID %d FLAGS (\\Seen \\Answered))\r\n", n, n+1000)
	}
	for _, x := range [...]struct{ command, answer string }{
		{"UID FETCH 240 (BODY.PEEK[HEADER])", "* 12 FETCH (UID 240 BODY[HEADER] {24}\r\nSubject: a short one\r\n\r\n)\r\nc OK Fetch completed (0.001 + 0.000 secs).\r\n"},
		{"UID STORE 240 +FLAGS.SILENT (\\Seen)", "c OK Store completed (0.001 + 0.000 secs).\r\n"},
		{"FETCH 210:219 (UID FLAGS)", lines + "c OK Fetch completed (0.001 + 0.000 secs).\r\n"},
		{"UID SEARCH UNSEEN", "* SEARCH 1 2 3 5 8 13 21\r\nc OK Search completed (0.001 + 0.000 secs).\r\n"},
		{"NOOP", "c OK NOOP completed (0.001 + 0.000 secs).\r\n"},
	} {
		list = append(list, exchange{[]byte("c " + x.command + "\r\n"), []byte(x.answer)})
	}
	return list
}

// BenchmarkTransactions takes as many connections in turns: one stays in the nearest cache, 2,000 that all wait for their answers do not.
func BenchmarkTransactions(b *testing.B) {
	for _, n := range []int{1, 2000} {
		b.Run(fmt.Sprintf("connections=%d", n), func(b *testing.B) {
			pool := new(schemas.Pool)
			out := pool.Get()
			all := New(Config{})
			conns := make([]stream.Listener, n)
			for i := range conns {
				conns[i] = begin(b, all, out)
			}
			turn(conns, out, exchanges())
			b.ReportAllocs()
			list, done := exchanges(), 0
			for b.Loop() {
				done += turn(conns, out, list)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(done), "ns/transaction")
		})
	}
}

// turn lets every connection say every exchange, and takes the records as a worker does, after some hundred.
func turn(conns []stream.Listener, out *schemas.Batch, list []exchange) (done int) {
	at := capture.Stamp{Time: epoch, Packet: 9, Origin: origin}
	for _, x := range list {
		for _, l := range conns {
			l.Data(flow.ToServer, at, x.command)
		}
		for _, l := range conns {
			l.Data(flow.ToClient, at, x.answer)
			if out.Len() >= 500 {
				out.Take().Release()
			}
		}
		done += len(conns)
	}
	return done
}
