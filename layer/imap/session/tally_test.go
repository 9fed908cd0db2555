package session

import (
	"testing"

	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/schemas"
)

// However many kinds a session uses, each is counted, and the names stand in order.
func TestTally(t *testing.T) {
	names := imap.Commands()
	s := &conn{}
	for i, name := range names {
		spec, _ := imap.LookupCommand([]byte(name))
		if imap.CommandAt(spec.Place()) != spec {
			t.Fatal(name, spec.Place())
		}
		for range i + 1 {
			s.countCommand(&command{facts: facts{spec: spec}})
		}
	}
	if n := s.kinds(); n != len(names) {
		t.Errorf("%d kinds of %d", n, len(names))
	}
	got := map[string]uint64{}
	last := schemas.Count{}
	for _, x := range s.profile.said() {
		if x.Name <= last.Name {
			t.Errorf("%s after %s", x.Name, last.Name)
		}
		got[x.Name], last = x.N, x
	}
	for i, name := range names {
		if got[name] != uint64(i+1) {
			t.Errorf("%s: %d, want %d", name, got[name], i+1)
		}
	}
}

// A counter that is full goes on in the list.
func TestTallyFull(t *testing.T) {
	s := &conn{}
	c := &command{facts: facts{spec: imap.CommandAt(0)}}
	s.countCommand(c)
	s.profile.tally.times[0] = 1<<32 - 1
	s.countCommand(c)
	if x := s.profile.said(); len(x) != 1 || x[0].N != 1<<32 {
		t.Errorf("%+v", x)
	}
}
