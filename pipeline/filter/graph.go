package filter

// block is a test and the blocks that follow when it holds and when it does not. The two ends accept and refuse have
// no test. Blocks form a graph without cycles.
type block struct {
	*test
	yes, no *block
	accepts bool // of the end accept

	// Of the passes over the graph:
	order   int // place in the order in which blocks come; -1 before it is known
	known   facts
	reached bool // known holds what one way here knows, at least
	loaded  registers
}

// graph makes blocks of conditions. Equal tests with equal ends are one block.
type graph struct {
	accept, refuse *block
	blocks         map[blockKey]*block
}

type blockKey struct {
	test    test
	yes, no *block
}

// maxTests is the most tests that are worth a try: the graph may save some, but each that is left takes an
// instruction at least, of 4,096.
const maxTests = 4 * maxInstructions

func newGraph() *graph {
	return &graph{accept: &block{order: -1, accepts: true}, refuse: &block{order: -1}, blocks: map[blockKey]*block{}}
}

// lower returns the block at which c begins, when yes and no are where it leads.
func (g *graph) lower(c *condition, yes, no *block) *block {
	switch c.operator {
	case and:
		return g.lower(c.left, g.lower(c.right, yes, no), no)
	case or:
		return g.lower(c.left, yes, g.lower(c.right, yes, no))
	case not:
		return g.lower(c.left, no, yes)
	}
	if c.test == nil {
		if c.always {
			return yes
		}
		return no
	}
	if yes == no {
		return yes
	}
	key := blockKey{*c.test, yes, no}
	b := g.blocks[key]
	if b == nil {
		b = &block{test: c.test, yes: yes, no: no, order: -1}
		g.blocks[key] = b
	}
	return b
}

// sorted returns the blocks that can be reached from root, each before those that follow it, and numbers them.
// Behind a block stands the one that follows when its test holds, where nothing else must stand before that.
func sorted(root *block) []*block {
	var out []*block
	seen := map[*block]bool{}
	// A walk with a stack of its own, as chains of "or" are as long as the expression.
	type visit struct {
		b     *block
		stage int
	}
	stack := []visit{{root, 0}}
	for len(stack) > 0 {
		v := &stack[len(stack)-1]
		v.stage++
		switch {
		case v.stage == 1 && seen[v.b]:
			stack = stack[:len(stack)-1]
		case v.stage == 1:
			seen[v.b] = true
			if v.b.test != nil {
				stack = append(stack, visit{v.b.no, 0})
			}
		case v.stage == 2 && v.b.test != nil:
			stack = append(stack, visit{v.b.yes, 0})
		default:
			out = append(out, v.b)
			stack = stack[:len(stack)-1]
		}
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	for i, b := range out {
		b.order = i
	}
	return out
}
