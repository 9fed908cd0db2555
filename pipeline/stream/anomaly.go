package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// anomaly tells the listener, or keeps it until there is one.
func (t *Tracker) anomaly(c *conn, d flow.Direction, at capture.Stamp, a flow.Anomaly) {
	if !c.opened {
		c.pending[d] |= 1 << a
		return
	}
	if !c.finished {
		c.listener.Anomaly(d, at, a)
	}
}

func (t *Tracker) tellPending(c *conn, d flow.Direction, at capture.Stamp) {
	for a := flow.AnomalyNone + 1; c.pending[d]>>a != 0; a++ {
		if c.pending[d]&(1<<a) != 0 {
			c.listener.Anomaly(d, at, a)
		}
	}
	c.pending[d] = 0
}

// spoiled says that s is left out for its checksum.
func (t *Tracker) spoiled(c *conn, d flow.Direction, s *packet.Segment) bool {
	h := &c.halves[d]
	switch s.Checksum {
	case packet.ChecksumRight:
		h.set(right)
		return false
	case packet.ChecksumUnknown:
		return false
	}
	switch t.opt.Checksums {
	case ChecksumsOff:
		return false
	case ChecksumsAuto:
		if s.Checksum == packet.ChecksumPartial || !h.is(right) || h.is(distrusted) {
			return false
		}
	}
	t.stats.ChecksumDrops++
	c.note(d, flow.EventChecksum)
	if n := len(s.Payload) + s.Missing; n > 0 {
		h.bad, h.badEnd = s.Seq, s.Seq+uint32(n)
		h.set(hasBad)
	}
	t.anomaly(c, d, s.Stamp, flow.AnomalyChecksum)
	return true
}

// missed is called when the octets from next up to end are given up although the other side has them. Where a segment with them was
// left out for its checksum, the host took it: this direction's checksums tell nothing (an offload, or an anonymised capture).
func (h *half) missed(end uint32) {
	if h.is(hasBad) && before(h.bad, end) && after(h.badEnd, h.next) {
		h.set(distrusted)
		h.clear(hasBad)
	}
}

// letters writes the history of a segment that is no SYN or RST alone.
func (t *Tracker) letters(c *conn, d flow.Direction, s *packet.Segment) {
	switch {
	case len(s.Payload)+s.Missing > 0:
		c.note(d, flow.EventData)
	case s.Flags&(packet.SYN|packet.FIN|packet.ACK) == packet.ACK:
		c.note(d, flow.EventAck)
	}
	h := &c.halves[d]
	h.window = s.Window
	if s.Window == 0 {
		c.note(d, flow.EventZeroWindow)
	}
}
