package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// consider asks the octets who is the server, where no SYN told, and opens the listener as soon as that is known.
func (t *Tracker) consider(c *conn, d flow.Direction, s *packet.Segment) {
	if !c.decided {
		if c.payloads < sideSegments {
			c.payloads++
		}
		if t.opt.Side != nil && len(s.Payload) > 0 {
			switch t.opt.Side(s.Payload) {
			case flow.SideClient:
				c.decide(d == flow.ToClient)
			case flow.SideServer:
				c.decide(d == flow.ToServer)
			}
		}
	}
	if c.class == classOpening {
		t.move(c, classEstablished)
	}
	if c.decided && !c.opened {
		t.listen(c, s.Stamp)
	}
}

// settleSide decides who is the server before the first octet is delivered, by the one port that is known; reports false where
// it is better to see more, unless there is no more to be seen.
func (t *Tracker) settleSide(c *conn, last urgency) bool {
	if c.decided {
		return true
	}
	client, server := c.flow.Client.Port, c.flow.Server.Port
	if t.opt.Known != nil {
		if k := t.opt.Known(server); k != t.opt.Known(client) {
			c.decide(!k)
			return true
		}
	}
	if last == patient && c.payloads < sideSegments {
		return false
	}
	c.decide(client < server)
	return true
}

// decide fixes who is the server; turned says that it is who was taken for the client.
func (c *conn) decide(turned bool) {
	c.decided = true
	if turned {
		c.turn()
	}
}

// turn swaps the directions.
func (c *conn) turn() {
	c.flip ^= 1
	c.resetBy ^= 1
	c.halves[0], c.halves[1] = c.halves[1], c.halves[0]
	c.pending[0], c.pending[1] = c.pending[1], c.pending[0]
	f := &c.flow
	f.Client, f.Server = f.Server, f.Client
	f.Halves[0], f.Halves[1] = f.Halves[1], f.Halves[0]
	f.History = c.history.Flip(f.History)
}

// listen opens the listener.
func (t *Tracker) listen(c *conn, at capture.Stamp) {
	k := c.key()
	k.Encap = t.table.Key(c.index).Encap
	c.flow.UID = flow.UID(&k, c.flow.First)
	c.flow.CommunityID = flow.CommunityID(&k)
	c.opened = true
	c.listener = t.open(&c.flow)
	if c.listener == nil {
		t.finish(c)
		return
	}
	for d := range c.pending {
		t.tellPending(c, flow.Direction(d), at)
	}
}
