package main

// conversation is one TCP connection, frame by frame.
type conversation struct {
	script
	talk  talk
	heads [2]header
	seq   [2]uint32
	mss   int

	stage   stage
	turn    int  // of the talk
	at      int  // octets of the talk sent
	unacked int  // segments since the other side acknowledged
	ackDue  bool // a bare acknowledgement comes next

	swapped []byte // a frame that comes after the next one of its direction
}

type stage uint8

const (
	stageSyn stage = iota
	stageSynAck
	stageAck
	stageTalk
	stageFin
	stageFinAck
	stageLastAck
	stageDone
)

// start makes a new connection in the memory of the old one.
func (c *conversation) start(seed uint64, v6 bool, m *mail) {
	c.script.talk, c.mail = &c.talk, m
	c.script.start(seed)
	var from, to address
	c.mss = 1500 - ipv4Len - tcpLen
	if v6 {
		copy(from[:], "\x20\x01\x0d\xb8\x00\x01")
		copy(to[:], "\x20\x01\x0d\xb8\x00\x02")
		from[15], to[15] = byte(c.below(256)), byte(1+c.below(8))
		from[14] = byte(c.below(256))
		c.mss = 1500 - ipv6Len - tcpLen
	} else {
		from = address{10, byte(c.below(16)), byte(c.below(256)), byte(1 + c.below(254))}
		to = address{192, 0, 2, byte(1 + c.below(8))}
	}
	port := uint16(c.between(1025, 65535))
	c.heads[client].set(v6, from, to, port, 143)
	c.heads[server].set(v6, to, from, 143, port)
	c.seq = [2]uint32{uint32(c.script.random.next()), uint32(c.script.random.next())}
	c.stage, c.turn, c.at, c.unacked, c.ackDue = stageSyn, 0, 0, 0, false
	c.talk.reset()
	c.swapped = c.swapped[:0]
}

// more says whether the next frame is data of the same direction.
func (c *conversation) more() bool {
	return c.stage == stageTalk && !c.ackDue && c.turn < len(c.talk.turns) && c.at < c.talk.turns[c.turn].end && c.at > c.from()
}

// from is where the turn begins.
func (c *conversation) from() int {
	if c.turn == 0 {
		return 0
	}
	return c.talk.turns[c.turn-1].end
}

// frame appends the next frame to out. data says that it has octets of the talk.
func (c *conversation) frame(out []byte, stamp uint32) (_ []byte, data bool) {
	switch c.stage {
	case stageSyn:
		out = c.send(out, client, syn, stamp, nil)
		c.seq[client]++
	case stageSynAck:
		out = c.send(out, server, syn|ack, stamp, nil)
		c.seq[server]++
	case stageAck:
		out = c.send(out, client, ack, stamp, nil)
	case stageTalk:
		return c.speak(out, stamp)
	case stageFin:
		out = c.send(out, server, fin|ack, stamp, nil)
		c.seq[server]++
	case stageFinAck:
		out = c.send(out, client, fin|ack, stamp, nil)
		c.seq[client]++
	case stageLastAck:
		out = c.send(out, server, ack, stamp, nil)
	}
	c.stage++
	return out, false
}

// speak sends the next segment of the talk, or the acknowledgement that is due.
func (c *conversation) speak(out []byte, stamp uint32) ([]byte, bool) {
	if c.turn == len(c.talk.turns) {
		if !c.script.next() {
			c.stage = stageFin
			return c.frame(out, stamp)
		}
		c.turn, c.at = 0, 0
	}
	t := c.talk.turns[c.turn]
	if c.ackDue {
		c.ackDue, c.unacked = false, 0
		return c.send(out, c.acknowledges(t.by), ack, stamp, nil), false
	}
	n := min(t.end-c.at, c.mss)
	flags := byte(ack)
	if c.at+n == t.end {
		flags |= psh
	}
	out = c.send(out, t.by, flags, stamp, c.talk.octets[c.at:c.at+n])
	c.seq[t.by] += uint32(n)
	c.at += n
	c.unacked++
	if c.at == t.end {
		c.turn++
		// One turn in ten is answered at once; the others only after a bare acknowledgement.
		c.ackDue, c.unacked = c.chance(0.9) && c.turn < len(c.talk.turns), 0
	} else if c.unacked == 2 {
		c.ackDue = true
	}
	return out, true
}

// acknowledges is who sends the bare acknowledgement: within a turn the listener, after it the one who speaks next.
func (c *conversation) acknowledges(by side) side {
	if c.at == c.from() {
		return by
	}
	return by ^ 1
}

func (c *conversation) send(out []byte, by side, flags byte, stamp uint32, payload []byte) []byte {
	acked := c.seq[by^1]
	if flags&ack == 0 {
		acked = 0
	}
	return c.heads[by].frame(out, flags, c.seq[by], acked, stamp, payload)
}
