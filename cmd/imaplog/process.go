package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/imaplog/imaplog/layer/imap/session"
	"github.com/imaplog/imaplog/pipeline"
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/filter"
	"github.com/imaplog/imaplog/pipeline/packet"
	"github.com/imaplog/imaplog/pipeline/stream"
	"github.com/imaplog/imaplog/schemas"
	"github.com/imaplog/imaplog/sinks"
)

// errTold says that what went wrong has been told already.
var errTold = errors.New("told already")

// fileSeed is the seed of hashes for capture files: fixed, so that every run gives the same octets.
const fileSeed = 0x696d61706c6f67

// seed is that of the run. Standard input can be a wire, whose senders must not be able to aim at one shard: it is random then.
func (c *config) seed() uint64 {
	if slices.Contains(c.Read, "-") {
		return rand.Uint64()
	}
	return fileSeed
}

// process reads the captures and writes their records. It tells of damaged captures as they are found.
func (c *config) process() error {
	opt, open, err := c.pipeline()
	if err != nil {
		return err
	}
	targets, err := c.targets()
	if err != nil {
		return err
	}
	src, err := capture.OpenFiles(c.Read, capture.FileOptions{OnFault: tell})
	if err != nil {
		return err
	}
	defer src.Close()
	if err := overwrites(src.Paths(), targets); err != nil {
		return err
	}
	out, err := openOutputs(targets)
	if err != nil {
		return err
	}

	ctx, release := untilSignal(context.Background())
	defer release()
	m := &meter{to: os.Stderr, read: src.Progress}
	opt.Progress = &m.run
	wipe := func() {}
	if terminal(os.Stderr) && !c.Quiet {
		wipe = m.start()
	}
	begun := time.Now()
	stats, err := pipeline.Run(ctx, src, opt, open, out.deliver)
	err = errors.Join(err, out.close(err))
	wipe()
	if !c.Quiet && (err == nil || errors.As(err, new(stopped))) {
		summarize(os.Stderr, &stats, time.Since(begun))
	}
	if errors.Is(err, sinks.ErrClosedPipe) {
		return nil // whoever read along has seen enough
	}
	if f, ok := opt.Filter.(*filter.Filter); ok {
		err = errors.Join(err, f.Err())
	}
	if err == nil && stats.Packets > 0 && unknownLinks(&stats) == stats.Packets {
		err = fmt.Errorf("no packet could be read: %s holds none of a link type that imaplog knows", strings.Join(c.Read, ", "))
	}
	if err == nil && len(src.Faults()) > 0 {
		return errTold
	}
	return err
}

// unknownLinks counts packets of link types that the decoder does not know.
func unknownLinks(s *schemas.Stats) uint64 {
	for _, c := range s.NotDecodedBy {
		if c.Name == packet.CauseUnknownLinkType.String() {
			return c.N
		}
	}
	return 0
}

// tell says at once what is wrong with a capture.
func tell(f *capture.Fault) { fmt.Fprintf(os.Stderr, "imaplog: %v\n", f) }

// pipeline gives the pipeline's settings and what opens a listener for each connection.
func (c *config) pipeline() (opt pipeline.Options, open pipeline.Open, err error) {
	var faults []error
	ports, err := parsePorts(c.Ports)
	faults = append(faults, err)
	seed := c.seed()
	opt = pipeline.Options{
		Workers: c.Workers, Ports: ports, Seed: seed, Sensor: c.Sensor,
		StatsInterval: capture.Time(c.StatsInterval),
		Packet:        packet.Options{Seed: seed},
		Stream: stream.Options{
			MaxFlows: c.Limits.Flows, MaxHeld: c.Limits.Held, IdleTimeout: c.IdleTimeout,
			Known: known, Side: session.Side,
		},
	}
	sessions := session.Config{
		Sensor: c.Sensor,
		Limits: session.Limits{Line: c.Limits.Line, Pending: c.Limits.Pending, PendingInAll: c.Limits.InAll},
	}
	if ports == nil {
		sessions.Detection = session.AnyPort
	} else {
		opt.Stream.Known = ports.Has
		sessions.Ports = ports.List()
	}
	if c.MergeVLAN {
		opt.Packet.VLANs = packet.MergeVLANs
	}
	switch c.Checksum {
	case "on":
		opt.Stream.Checksums = stream.ChecksumsOn
	case "off":
		opt.Stream.Checksums, opt.Packet.Checksums = stream.ChecksumsOff, packet.VerifyNone
	}
	if c.Filter != "" {
		f, err := filter.New(c.Filter)
		if err != nil {
			faults = append(faults, usage("--filter: %w", err))
		} else {
			opt.Filter = f
		}
	}
	return opt, session.New(sessions).Open, errors.Join(faults...)
}

// known says whether a port is one that IMAP servers listen on (RFC 9051 section 2.1, RFC 8314 section 3.2).
func known(port uint16) bool { return port == 143 || port == 993 }

// deliver hands a batch to the outputs. A stats record, always a batch of its own, shows their accounts as of when all before it is safe.
func (o outputs) deliver(b *schemas.Batch) error {
	ctx := context.Background()
	if s := b.Records[0].Stats; s != nil {
		if err := o.fan.Sync(ctx); err != nil {
			b.Release()
			return err
		}
		for _, q := range o.queues {
			s.Sinks = append(s.Sinks, q.Stats())
		}
	}
	return o.fan.Write(ctx, b)
}
