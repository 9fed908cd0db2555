package stream

import (
	"cmp"
	"slices"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// class says how long a connection may be silent, and in which order they give way when the table is full.
type class uint8

const (
	// The first two may turn out to be what another connection goes on behind, see goesOn.
	classClosed      class = iota // ended; its entry catches what comes late
	classOpening                  // no payload yet
	classClosing                  // one side has closed
	classEstablished              // payload was seen
	classes
)

func (t *Tracker) timeout(k class) capture.Time {
	switch k {
	case classClosed:
		return capture.Time(lingerTimeout)
	case classOpening:
		return min(t.limits.idle, capture.Time(openingTimeout))
	case classClosing:
		return min(t.limits.idle, capture.Time(closingTimeout))
	}
	return t.limits.idle
}

// list is a queue of connections, linked through their indices; 0 is none.
type list struct{ head, tail uint32 }

func (t *Tracker) link(c *conn, k class) {
	c.class, c.visited = k, t.clock
	l := &t.lists[k]
	c.prev, c.next = l.tail, 0
	if l.tail != 0 {
		t.conn(l.tail - 1).next = c.index + 1
	} else {
		l.head = c.index + 1
	}
	l.tail = c.index + 1
}

func (t *Tracker) unlink(c *conn) {
	l := &t.lists[c.class]
	if c.prev != 0 {
		t.conn(c.prev - 1).next = c.next
	} else {
		l.head = c.next
	}
	if c.next != 0 {
		t.conn(c.next - 1).prev = c.prev
	} else {
		l.tail = c.prev
	}
}

func (t *Tracker) move(c *conn, k class) {
	if c.class != k {
		t.unlink(c)
		t.link(c, k)
	}
}

// generations is how often in a timeout each connection is looked at: one that was silent for the whole timeout ends at most
// an eighth of it later. A packet costs nothing but the stamp that it writes anyway.
const generations = 8

// Tick tells that packet time has entered a new second. It ends waits and silent connections, in the order of their opening.
func (t *Tracker) Tick(at capture.Stamp) {
	t.clock = max(t.clock, at.Time)
	t.scratch = t.scratch[:0]
	t.scratch = append(t.scratch, t.waiting...)
	t.sortScratch()
	for _, c := range t.scratch {
		t.advance(c, at)
	}
	t.scratch = t.scratch[:0]
	for k := range classes {
		t.visit(k)
	}
	t.sortScratch()
	for _, c := range t.scratch {
		if c.class != classClosed {
			t.end(c, at, flow.EndTimeout)
		}
		t.remove(c)
	}
}

// visit gathers those of class k whose time is over.
func (t *Tracker) visit(k class) {
	timeout := t.timeout(k)
	for l := &t.lists[k]; l.head != 0; {
		c := t.conn(l.head - 1)
		if t.clock-c.visited < timeout/generations {
			return
		}
		if t.clock-c.flow.Last.Time >= timeout {
			t.scratch = append(t.scratch, c)
		}
		t.unlink(c)
		t.link(c, k)
	}
}

// candidates is how many connections of a full table are looked at for the one to give way.
const candidates = 16

// evict makes room in a full table: the first class that has any gives the one that was silent longest, of those which are
// next to be looked at.
func (t *Tracker) evict(at capture.Stamp) {
	for k := range classes {
		var oldest *conn
		for i, next := 0, t.lists[k].head; i < candidates && next != 0; i++ {
			c := t.conn(next - 1)
			next = c.next
			if oldest == nil || c.flow.Last.Time < oldest.flow.Last.Time {
				oldest = c
			}
			// It goes to the end, so that the next eviction looks at others.
			t.unlink(c)
			t.link(c, k)
		}
		if oldest == nil {
			continue
		}
		if k != classClosed {
			t.stats.FlowsEvicted++
			t.end(oldest, at, flow.EndLimit)
		}
		t.remove(oldest)
		return
	}
}

// Close ends every connection, in the order of their opening.
func (t *Tracker) Close(at capture.Stamp, end flow.End) {
	t.scratch = t.scratch[:0]
	for k := range classes {
		for i := t.lists[k].head; i != 0; {
			c := t.conn(i - 1)
			i = c.next
			t.scratch = append(t.scratch, c)
		}
	}
	t.sortScratch()
	for _, c := range t.scratch {
		if c.class != classClosed {
			t.end(c, at, end)
		}
		t.remove(c)
	}
	t.scratch = nil
}

func (t *Tracker) sortScratch() {
	slices.SortFunc(t.scratch, func(a, b *conn) int { return cmp.Compare(a.serial, b.serial) })
}
