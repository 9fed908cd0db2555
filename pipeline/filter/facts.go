package filter

// fact is the outcome of a test that every way to a block has taken.
type fact struct {
	test  test
	holds bool
}

// facts are the outcomes that were learnt or asked for last, the latest at the end.
type facts []fact

// maxFacts bounds what is remembered on the way to a block. The longest chain that repeats itself is an IPv6 address
// pair, 10 tests; more only save rarer repeats, and every block compares its facts with those of the other ways to it.
const maxFacts = 32

// and returns the facts with another.
func (f facts) and(n fact) facts {
	out := make(facts, 0, min(len(f)+1, maxFacts))
	if len(f) == maxFacts {
		f = f[1:]
	}
	return append(append(out, f...), n)
}

// common keeps what both know.
func (f facts) common(other facts) facts {
	var out facts
	for _, a := range f {
		for _, b := range other {
			if a == b {
				out = append(out, a)
				break
			}
		}
	}
	return out
}

// decide says whether the facts tell the outcome of t, and which it is. The one that tells it becomes the latest, so
// that a list of addresses does not make the Ethernet type forgotten that each of them asks for.
func (f facts) decide(t *test) (holds, sure bool) {
	for i := len(f) - 1; i >= 0; i-- {
		if holds, sure = f[i].decide(t); sure {
			told := f[i]
			copy(f[i:], f[i+1:])
			f[len(f)-1] = told
			return holds, true
		}
	}
	return false, false
}

// decide compares tests of the same octets: an equal test has the same outcome, and a number that is known decides
// all that ask for bits which the fact has seen.
func (f fact) decide(t *test) (holds, sure bool) {
	switch {
	case f.test == *t:
		return f.holds, true
	case f.test.load != t.load || !f.holds || f.test.compare != equal || t.mask&^f.test.mask != 0 || t.load.source == fromCode:
		return false, false
	}
	return t.compare.holds(f.test.number&t.mask, t.number), true
}

func (c compare) holds(a, b uint32) bool {
	switch c {
	case equal:
		return a == b
	case above:
		return a > b
	case atLeast:
		return a >= b
	}
	return a&b != 0
}

// thread leads ways past tests whose outcome is known on them: behind "IPv6, but another port" nothing needs to ask
// again for IPv6. The octets that such a test would load were loaded on the way, so no frame is refused that was not.
func thread(root *block) {
	for _, b := range sorted(root) { // each after all that lead to it
		if b.test == nil || !b.reached && b != root {
			continue
		}
		b.yes = b.follow(b.yes, true)
		b.no = b.follow(b.no, false)
	}
}

// follow goes from b over all blocks that are decided, and tells the block where it stops what is known.
func (b *block) follow(to *block, holds bool) *block {
	known := b.known.and(fact{*b.test, holds})
	for to.test != nil {
		outcome, sure := known.decide(to.test)
		if !sure {
			break
		}
		if outcome {
			to = to.yes
		} else {
			to = to.no
		}
	}
	if !to.reached {
		to.known, to.reached = known, true
	} else {
		to.known = to.known.common(known)
	}
	return to
}
