package main

import (
	"encoding/binary"
	"io"
)

// options say what to make. Shares are from 0 to 1.
type options struct {
	size  int64 // octets of the capture
	seed  uint64
	flows int // open at a time

	ipv6    float64 // of the connections
	other   float64 // of the frames
	reorder float64 // of the data segments that another of their direction follows: they change places
	repeat  float64 // of the data segments: sent twice
	loss    float64 // of the data segments: not captured

	nano bool
}

// strangers is how many connections of other ports there are.
const strangers = 64

// chunk is what is written at a time.
const chunk = 1 << 20

// start is the time of the first frame: 2026-11-17 08:00 UTC, in nanoseconds.
const start = 1_794_902_400_000_000_000

// step is the mean time between frames in nanoseconds: 20,000 frames a second, a busy mail server's link.
const step = 50_000

// generator makes the frames and writes them as a capture.
type generator struct {
	options
	random
	mail        *mail
	slots       []conversation
	strangers   [strangers]header
	strangerSeq [strangers]uint32

	out     io.Writer
	buf     []byte
	written int64
	now     int64
}

func newGenerator(out io.Writer, opt options) *generator {
	g := &generator{options: opt, random: random(opt.seed), out: out, buf: make([]byte, 0, chunk+1<<17), now: start}
	g.mail = newMail(&g.random)
	for i := range g.strangers {
		a, b := address{10, 9, 0, byte(i + 1)}, address{198, 51, 100, byte(i + 1)}
		g.strangers[i].set(false, a, b, uint16(g.between(1025, 65535)), []uint16{443, 80, 25, 22}[i%4])
	}
	g.slots = make([]conversation, opt.flows)
	for i := range g.slots {
		g.open(&g.slots[i])
	}
	return g
}

func (g *generator) open(c *conversation) {
	c.start(g.random.next(), g.chance(g.ipv6), g.mail)
}

// run writes the whole capture. What is open at its end stays open, as in a capture of a real wire.
func (g *generator) run() error {
	magic := uint32(0xa1b2c3d4)
	if g.nano {
		magic = 0xa1b23c4d
	}
	g.buf = binary.LittleEndian.AppendUint32(g.buf, magic)
	g.buf = append(g.buf, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 0, 1, 0, 0, 0) // version 2.4, snap length 262144, Ethernet
	for g.written+int64(len(g.buf)) < g.size {
		g.frame()
		if len(g.buf) >= chunk {
			if err := g.flush(); err != nil {
				return err
			}
		}
	}
	return g.flush()
}

func (g *generator) flush() error {
	n, err := g.out.Write(g.buf)
	g.written += int64(n)
	g.buf = g.buf[:0]
	return err
}

// frame writes the next frame of one of the connections, or of none of them.
func (g *generator) frame() {
	if g.chance(g.other) {
		from := g.record()
		g.buf = g.stranger(g.buf, g.stamp())
		g.finish(from)
		return
	}
	c := &g.slots[g.below(len(g.slots))]
	from := g.record()
	var data bool
	g.buf, data = c.frame(g.buf, g.stamp())
	g.finish(from)
	switch {
	case !data:
	case g.chance(g.loss):
		g.buf = g.buf[:from]
	case len(c.swapped) > 0:
	case c.more() && g.chance(g.reorder):
		c.swapped = append(c.swapped[:0], g.buf[from+recordLen:]...)
		g.buf = g.buf[:from]
		return
	case g.chance(g.repeat):
		c.swapped = append(c.swapped[:0], g.buf[from+recordLen:]...)
		return
	}
	if len(c.swapped) > 0 {
		from := g.record()
		g.buf = append(g.buf, c.swapped...)
		g.finish(from)
		c.swapped = c.swapped[:0]
	}
	if c.stage == stageDone {
		g.open(c)
	}
}
