package sinks

import (
	"fmt"
	"strings"

	"github.com/imaplog/imaplog/schemas"
)

// Kinds is a set of record kinds.
type Kinds uint8

// AllKinds has every kind.
const AllKinds = Kinds(1<<schemas.KindTransaction | 1<<schemas.KindSession | 1<<schemas.KindWeird | 1<<schemas.KindStats)

// KindsOf gives the set of the given kinds.
func KindsOf(kinds ...schemas.Kind) Kinds {
	var set Kinds
	for _, k := range kinds {
		set |= 1 << k
	}
	return set
}

// Has says whether the set has the kind.
func (s Kinds) Has(k schemas.Kind) bool { return s&(1<<k) != 0 }

// Count gives the number of the batch's records whose kind is in the set.
func (s Kinds) Count(b *schemas.Batch) int {
	if s == AllKinds {
		return len(b.Records)
	}
	n := 0
	for i := range b.Records {
		if s.Has(b.Records[i].Kind) {
			n++
		}
	}
	return n
}

// ParseKinds reads names, each a kind or a list of kinds with commas: transaction, session, weird, stats, or all.
func ParseKinds(names ...string) (Kinds, error) {
	var set Kinds
	for _, name := range strings.Split(strings.Join(names, ","), ",") {
		switch strings.TrimSpace(name) {
		case "transaction":
			set |= KindsOf(schemas.KindTransaction)
		case "session":
			set |= KindsOf(schemas.KindSession)
		case "weird":
			set |= KindsOf(schemas.KindWeird)
		case "stats":
			set |= KindsOf(schemas.KindStats)
		case "all":
			set = AllKinds
		case "":
		default:
			return 0, fmt.Errorf("no kind of record is called %q: there are transaction, session, weird, stats and all", name)
		}
	}
	return set, nil
}
