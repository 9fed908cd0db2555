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
