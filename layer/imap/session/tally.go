package session

import (
	"bytes"
	"slices"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/schemas"
)

// tally counts the commands of a session by their place in the table: most sessions use fewer kinds than there is room for, and
// then one line of the cache holds all.
type tally struct {
	times [11]uint32
	kinds [11]uint8 // one more than the place; 0: free
}

// add counts c; false where there is no room for another kind.
func (t *tally) add(c *imap.Command) bool {
	kind := uint8(c.Place()) + 1
	for i, k := range t.kinds {
		if k == 0 {
			t.kinds[i] = kind
		} else if k != kind {
			continue
		}
		if t.times[i] == 1<<32-1 {
			return false
		}
		t.times[i]++
		return true
	}
	return false
}

// countCommand counts a command by its name; a name that is not shown counts as other.
func (s *conn) countCommand(c *command) {
	p := s.details()
	switch {
	case c.secretName:
		p.commands = count(p.commands, "other", 1)
	case c.spec != nil && p.tally.add(c.spec):
	case c.spec != nil:
		p.commands = count(p.commands, c.spec.Name(), 1)
	case s.kinds() < maxCommandNames:
		p.commands = count(p.commands, s.own(c.view(c.name)), 1)
	default:
		p.commands = count(p.commands, "other", 1)
	}
}

// kinds is how many names are counted.
func (s *conn) kinds() int {
	p := s.details()
	free := bytes.IndexByte(p.tally.kinds[:], 0)
	if free < 0 {
		free = len(p.tally.kinds)
	}
	return free + len(p.commands)
}

// said gives all counts.
func (p *profile) said() []schemas.Count {
	for i, kind := range p.tally.kinds {
		if kind != 0 {
			p.commands = count(p.commands, imap.CommandAt(int(kind)-1).Name(), uint64(p.tally.times[i]))
		}
	}
	p.tally = tally{}
	return p.commands
}

// count adds n to a name in an ordered list.
func count(list []schemas.Count, name string, n uint64) []schemas.Count {
	i, found := slices.BinarySearchFunc(list, name, func(p schemas.Count, name string) int { return cmpString(p.Name, name) })
	if found {
		list[i].N += n
		return list
	}
	return slices.Insert(list, i, schemas.Count{Name: name, N: n})
}
