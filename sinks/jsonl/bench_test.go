package jsonl

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/schemas"
)

// BenchmarkWriter gives the cost of a record on its way out, by target.
func BenchmarkWriter(b *testing.B) {
	const records = 340 // of a batch, as 2,048 packets of usual traffic give
	for _, name := range []string{"null", "a.jsonl", "a.jsonl.gz", "a.jsonl.zst"} {
		b.Run(strings.TrimPrefix(name, "a."), func(b *testing.B) {
			target := filepath.Join(b.TempDir(), name)
			if name == "null" {
				target = "/dev/null"
			}
			batch, octets := (&schemas.Pool{}).Get(), 0
			for i := range records {
				t := batch.Transaction(1)
				t.Kind, t.ID, t.TS, t.ClientIP, t.ServerIP = "transaction", "CHhAvVGS1DHFjwGM9a-T1", schemas.Timestamp(i*1_234_567_891), "192.168.17.204", "10.20.30.40"
				t.Tag, t.Command, t.Args, t.Status = "A0012", "UID FETCH", "1:200 (FLAGS UID BODY.PEEK[HEADER.FIELDS (DATE FROM)])", "OK"
				t.Text, t.LatencyUS, t.RequestOctets = "Fetch completed (0.002 + 0.000 secs).", batch.Int(int64(i*7919%10007)), uint64(i*31)
				octets += len(t.AppendJSON(nil)) + 1
			}
			w := mustOpen(b, target, Options{})
			b.SetBytes(int64(octets))
			b.ReportAllocs()
			for b.Loop() {
				batch.Retain()
				if err := w.Write(ctx, batch); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N)*records/b.Elapsed().Seconds(), "records/s")
			if err := w.Close(); err != nil {
				b.Fatal(err)
			}
		})
	}
}
