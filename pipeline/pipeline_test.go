package pipeline_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/imaplog/imaplog/pipeline"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
)

// noter makes a weird record of everything that it is told.
type noter struct {
	f   *flow.Flow
	out *schemas.Batch
}

func note(f *flow.Flow, out *schemas.Batch) stream.Listener { return &noter{f, out} }

func (n *noter) say(at capture.Stamp, format string, args ...any) {
	w := n.out.Weird(n.f.First.Packet)
	w.TS, w.UID, w.PacketLast = schemas.Timestamp(at.Time), n.f.UID, at.Packet
	w.Name = fmt.Sprintf(format, args...)
}

func (n *noter) Data(dir flow.Direction, at capture.Stamp, b []byte) bool {
	n.say(at, "%d data %q", dir, b)
	return true
}

func (n *noter) Gap(dir flow.Direction, at capture.Stamp, octets uint64) bool {
	n.say(at, "%d gap %d", dir, octets)
	return true
}

func (n *noter) Anomaly(dir flow.Direction, at capture.Stamp, a flow.Anomaly) {
	n.say(at, "%d anomaly %d", dir, a)
}

func (n *noter) Close(at capture.Stamp, end flow.End) { n.say(at, "close %d", end) }

// crowd is a capture of n conversations at once, with loss, repetition and disorder.
func crowd(n int, seed uint64) []captest.Frame {
	rnd := rand.New(rand.NewPCG(seed, 1))
	var all [][]captest.Frame
	for i := range n {
		c := captest.NewConn(fmt.Sprintf("10.0.%d.%d:%d", i/200, i%200+1, 20000+i), "10.9.9.9:143")
		c.Now += capture.Time(rnd.IntN(5000)) * 1e6
		if i%7 > 0 {
			c.Open()
		}
		for range rnd.IntN(12) {
			c.Client(strings.Repeat("c", 1+rnd.IntN(90)))
			c.Server(strings.Repeat("s", 1+rnd.IntN(4000)))
			c.Wait(time.Duration(rnd.IntN(400)) * time.Millisecond)
		}
		if i%3 > 0 {
			c.Close()
		}
		all = append(all, c.Frames)
	}
	frames := captest.Merge(all...)
	return captest.Drop(captest.Repeat(captest.Reorder(frames, rnd, 20, 9), rnd, 30), rnd, 50)
}

// records runs the frames and gives a line for each record.
func records(t *testing.T, frames []captest.Frame, opt pipeline.Options) string {
	t.Helper()
	var out strings.Builder
	_, err := pipeline.Run(t.Context(), captest.Open(frames), opt, note, func(b *schemas.Batch) error {
		for i := range b.Records {
			out.Write(b.Records[i].AppendJSON(nil))
			out.WriteByte('\n')
		}
		b.Release()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestRecordsDoNotDependOnWorkers(t *testing.T) {
	frames := crowd(400, 3)
	for name, opt := range map[string]pipeline.Options{
		"defaults": {},
		"stats":    {StatsInterval: 1e9},
		"evicting": {Stream: stream.Options{MaxFlows: 64, MaxHeld: 64 * 3000, IdleTimeout: time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			opt.Workers = 1
			want := records(t, frames, opt)
			if strings.Count(want, "\n") < 4000 {
				t.Fatalf("only %d records: the capture shows nothing", strings.Count(want, "\n"))
			}
			limited := strings.Contains(want, fmt.Sprintf(`"close %d"`, flow.EndLimit))
			if limited != (name == "evicting") {
				t.Errorf("flows ended by a limit: %v", limited)
			}
			for _, n := range []int{1, 2, 4, 16, 64, 99} {
				opt.Workers = n
				if got := records(t, frames, opt); got != want {
					t.Errorf("%d workers: %s", n, firstDifference(got, want))
				}
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("record %d\n got %s\nwant %s", i, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d records, want %d", len(g), len(w))
}

// TestOrderFollowsTheSource holds the order: by the packet that made the record.
func TestOrderFollowsTheSource(t *testing.T) {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	d := captest.NewConn("10.0.0.3:40000", "10.0.0.2:143")
	c.Open()
	d.Open()
	for i := range 2000 {
		c.Client(fmt.Sprint("c", i))
		d.Now = c.Now
		d.Client(fmt.Sprint("d", i))
		c.Now = d.Now // they take turns
	}
	want := 0
	for line := range strings.Lines(records(t, captest.Merge(c.Frames, d.Frames), pipeline.Options{Workers: 2})) {
		name := fmt.Sprintf(`0 data \"%c%d\"`, "cd"[want%2], want/2)
		if want < 4000 && !strings.Contains(line, name) {
			t.Fatalf("record %d is %s, want %s", want, line, name)
		}
		want++
	}
	if want != 4000+2+1 {
		t.Errorf("%d records, want 4000 of data, 2 closes and the stats", want)
	}
}

func TestPortsAndFilter(t *testing.T) {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:1143")
	c.Client("x")
	var ports pipeline.Ports
	ports.Add(143)
	for _, test := range []struct {
		opt  pipeline.Options
		want string
	}{
		{pipeline.Options{}, `"not_port":0,"filtered":0`},
		{pipeline.Options{Ports: &ports}, `"not_port":1,"filtered":0`},
		{pipeline.Options{Ports: &ports, Filter: none{}}, `"not_port":0,"filtered":1`},
	} {
		if got := records(t, c.Frames, test.opt); !strings.Contains(got, test.want) {
			t.Errorf("stats %s lack %s", got, test.want)
		}
	}
}

type none struct{}

func (none) Match(*capture.Packet) bool { return false }

// TestQuietSourceEndsByContext holds that a source that blocks does not keep a run from ending.
func TestQuietSourceEndsByContext(t *testing.T) {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	c.Open()
	c.Client("x")
	never, _ := io.Pipe()
	src := capture.OpenReader("quiet", io.MultiReader(strings.NewReader(string(captest.Pcap(c.Frames, captest.PcapOptions{}))), never), capture.FileOptions{})
	stop := errors.New("stop")
	ctx, cancel := context.WithCancelCause(t.Context())
	defer cancel(nil)
	ends := 0
	_, err := pipeline.Run(ctx, src, pipeline.Options{}, note, func(b *schemas.Batch) error {
		for _, r := range b.Records {
			if r.Weird != nil && r.Weird.Name == fmt.Sprintf("close %d", flow.EndStopped) {
				ends++
			}
		}
		b.Release()
		cancel(stop)
		return nil
	})
	if !errors.Is(err, stop) {
		t.Errorf("Run gave %v, want the context's cause", err)
	}
	if ends != 1 {
		t.Errorf("%d flows ended as stopped, want 1", ends)
	}
}

func TestFailedDeliveryEndsTheRun(t *testing.T) {
	full := errors.New("disk full")
	calls := 0
	_, err := pipeline.Run(t.Context(), captest.Open(crowd(100, 5)), pipeline.Options{Workers: 3}, note, func(b *schemas.Batch) error {
		calls++
		b.Release()
		return full
	})
	if !errors.Is(err, full) || calls != 1 {
		t.Errorf("Run gave %v after %d deliveries, want the failure after one", err, calls)
	}
}

// TestClockDoesNotGoBack holds that the account's durations are never negative.
func TestClockDoesNotGoBack(t *testing.T) {
	c := captest.NewConn("10.0.0.1:40000", "10.0.0.2:143")
	c.Now += 5e9
	c.Client("late")
	c.Now -= 9e9
	c.Client("early")
	if got := records(t, c.Frames, pipeline.Options{}); !strings.Contains(got, `"interval_us":0,"uptime_us":0,`) {
		t.Errorf("the stats' clock went back: %s", got)
	}
}

func TestPorts(t *testing.T) {
	var p pipeline.Ports
	for _, port := range []uint16{0, 143, 993, 65535} {
		p.Add(port)
	}
	if got := fmt.Sprint(p.List()); got != "[0 143 993 65535]" {
		t.Errorf("List is %s", got)
	}
	if p.Has(144) || !p.Has(65535) || !(*pipeline.Ports)(nil).Has(144) {
		t.Error("Has is wrong")
	}
}
