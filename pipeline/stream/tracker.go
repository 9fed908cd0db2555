package stream

import (
	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

// Tracker follows the connections of one shard. It is used from one goroutine; nothing in it depends on other shards.
type Tracker struct {
	opt    Options
	limits limits
	shard  uint8
	open   func(*flow.Flow) Listener

	table   *flow.Table
	chunks  []*[chunkSize]conn
	lists   [classes]list
	waiting []*conn
	pool    pool
	clock   capture.Time
	dropped uint64
	serial  uint64
	scratch []*conn
	stats   Stats
}

// chunkSize is how many connections' states are allocated at once: they never move. More than 32 KiB at once have pages of their own,
// so that they begin on a cache line; what no connection has used yet of the last chunk of a shard takes no memory.
const chunkSize = 64

// NewTracker makes the Tracker of a shard. open is called at a connection's first payload, when it is decided who is the
// server; it returns nil where nobody cares, and the connection is then only counted.
func NewTracker(opt Options, shard int, open func(f *flow.Flow) Listener) *Tracker {
	l := opt.limits()
	return &Tracker{opt: opt, limits: l, shard: uint8(shard), open: open, table: flow.NewTable(l.flows)}
}

// Stats are the counts up to now.
func (t *Tracker) Stats() Stats {
	s := t.stats
	s.FlowsOpen = s.FlowsOpened - s.FlowsClosed
	s.HeldOctets = uint64(t.pool.held)
	return s
}

// Dropped tells that n more packets were lost before they reached this Tracker's worker; flows count them.
func (t *Tracker) Dropped(n uint64) { t.dropped += n }

func (t *Tracker) conn(index uint32) *conn { return &t.chunks[index/chunkSize][index%chunkSize] }

// Segment takes the next segment; its Hash is set. The payload is borrowed for the call.
func (t *Tracker) Segment(s *packet.Segment) {
	t.stats.Segments++
	var c *conn
	index, sender, ok := t.table.Find(s)
	if ok {
		c = t.conn(index)
		if d := c.direction(sender); t.renews(c, d, s) && !t.refused(&c.halves[d], s) {
			c = t.renew(c, s)
		} else if c.class <= classOpening && t.goesOn(c, d, s) {
			c = t.revive(c, s)
		}
	} else {
		if t.refused(&half{}, s) {
			t.stats.ChecksumDrops++
			return
		}
		if !begins(s) {
			t.stats.Strays++
			return
		}
		var k flow.Key
		sender = k.Fill(s)
		c = t.add(&k, sender, s)
	}
	d := c.direction(sender)
	c.segments++
	c.flow.Last = s.Stamp
	half := &c.flow.Halves[d]
	half.Packets++
	half.Octets += uint64(len(s.Payload))
	if t.dropped != 0 {
		c.flow.DroppedPackets = t.dropped - c.droppedBefore
	}
	if c.plain && t.inOrder(c, d, s) {
		return
	}
	t.general(c, d, s)
}

// Touch reads what Segment will need of the connection that s seems to belong to, and gives some value made of it. It changes
// nothing. Called for several segments in turn before the first of them is handled, it lets the processor fetch their memory at the same time.
func (t *Tracker) Touch(s *packet.Segment) uint32 {
	index, ok := t.table.Guess(s.Hash)
	if !ok {
		return 0
	}
	c := t.conn(index)
	return uint32(t.table.Key(index).Low.Port) + c.halves[0].next + c.halves[1].next + c.segments +
		uint32(c.halves[0].recent[0]) + uint32(c.halves[1].recent[0]) +
		uint32(c.flow.Halves[0].Packets) + uint32(c.flow.Halves[1].Packets)
}

// begins says that a segment of no known connection begins one. A reset or a bare FIN of an unknown connection is its end, and what
// neither opens nor acknowledges is none that a host takes (RFC 9293 section 3.10.7.4).
func begins(s *packet.Segment) bool {
	return s.Flags&(packet.SYN|packet.ACK) != 0 && s.Flags&packet.RST == 0 && (s.Flags&packet.FIN == 0 || len(s.Payload) > 0)
}

// add makes the state of a new connection. Its client is whoever sent the SYN or did not send the SYN-ACK; without either it
// is, for the time being, who was seen first.
func (t *Tracker) add(k *flow.Key, sender flow.Sender, s *packet.Segment) *conn {
	if t.table.Full() {
		t.evict(s.Stamp)
	}
	index, _ := t.table.Insert(s.Hash, k)
	if int(index/chunkSize) == len(t.chunks) {
		t.chunks = append(t.chunks, new([chunkSize]conn))
	}
	c := t.conn(index)
	t.serial++
	*c = conn{index: index, serial: t.serial, droppedBefore: t.dropped}
	c.halves[0].scale, c.halves[1].scale = -1, -1
	f := &c.flow
	f.Shard = t.shard
	f.First, f.Last, f.Encap = s.Stamp, s.Stamp, s.Encap
	f.Midstream = s.Flags&packet.SYN == 0
	f.ClientRTT, f.ServerRTT = -1, -1
	f.History = c.letters[:0]
	c.flip = flow.Direction(sender)
	c.setEndpoints(k)
	if s.Flags&(packet.SYN|packet.ACK) == packet.SYN|packet.ACK {
		c.turn()
	}
	c.decided = !f.Midstream
	t.link(c, classOpening)
	t.stats.FlowsOpened++
	return c
}

func (c *conn) setEndpoints(k *flow.Key) {
	c.flow.Client, c.flow.Server = k.Low, k.High
	if c.flip != 0 {
		c.flow.Client, c.flow.Server = k.High, k.Low
	}
}

// key is the connection's key.
func (c *conn) key() flow.Key {
	k := flow.Key{Low: c.flow.Client, High: c.flow.Server}
	if c.flip != 0 {
		k.Low, k.High = k.High, k.Low
	}
	return k
}

// end tells the listener what is left and that the connection is over. The entry stays until remove.
func (t *Tracker) end(c *conn, at capture.Stamp, why flow.End) {
	t.settle(c, at)
	open := why == flow.EndOfCapture || why == flow.EndStopped
	for d := range c.halves {
		// Where the capture ends first, no acknowledgement can tell any more; where the connection does, there was none. A full
		// table is no such end: whoever fills it would have a forged segment believed.
		if open && t.believe(c, flow.Direction(d), at) {
			t.settle(c, at)
		}
	}
	for d := range c.halves {
		h := &c.halves[d]
		for c.opened && !c.finished && h.is(based) && after(h.bound(h.acked), h.next) {
			t.lose(c, flow.Direction(d), c.declared(h, at), h.bound(h.acked))
			t.settle(c, at) // they may have been there, and only doubted
		}
	}
	t.finish(c)
	c.plain = false
	t.move(c, classClosed)
	t.stats.FlowsClosed++
	t.unwait(c)
	if c.listener == nil {
		return
	}
	last := c.flow.Last
	if why == flow.EndTimeout {
		last = at
	}
	c.listener.Close(last, why)
	c.listener = nil
}

// remove forgets a connection that ended.
func (t *Tracker) remove(c *conn) {
	t.release(&c.halves[0])
	t.release(&c.halves[1])
	t.unlink(c)
	t.table.Remove(c.index)
	c.flow = flow.Flow{}
}
