package filter

import "golang.org/x/net/bpf"

// registers say what the accumulator and the index register hold: the same on every way to a block.
type registers struct {
	a     load
	mask  uint32
	hasA  bool
	base  uint32
	hasX  bool
	known bool
}

// after returns what the registers hold behind a block's loads.
func (r registers) after(t *test) registers {
	r.known = true
	switch t.load.source {
	case fromCode:
		return registers{known: true}
	case fromTransport:
		r.base, r.hasX = t.load.base, true
	}
	r.a, r.mask, r.hasA = t.load, t.mask, true
	return r
}

// meet keeps what two ways have in common.
func (r registers) meet(o registers) registers {
	if !r.known {
		return o
	}
	r.hasA = r.hasA && o.hasA && r.a == o.a && r.mask == o.mask
	r.hasX = r.hasX && o.hasX && r.base == o.base
	return r
}

// need returns the instructions that bring a block's number into A, given what the registers hold.
func (r registers) need(t *test) []bpf.Instruction {
	var out []bpf.Instruction
	l := t.load
	switch {
	case r.hasA && r.a == l && r.mask == t.mask:
		return nil
	case r.hasA && r.a == l && r.mask == whole && l.source != fromCode:
	case l.source == fromTransport && r.hasX && r.base == l.base:
		out = l.instructions()[1:]
	default:
		out = append(out, l.instructions()...)
	}
	if t.mask != whole {
		out = append(out, bpf.ALUOpConstant{Op: bpf.ALUOpAnd, Val: t.mask})
	}
	return out
}

// emit puts the blocks in a row and their jumps between them.
//
// Conditional jumps reach 255 instructions; where that is not enough, one that reaches anywhere stands behind. Which
// ones are needed depends on the lengths, which depend on which are needed: it adds them until nothing changes.
func emit(root *block, snap uint32) ([]bpf.Instruction, error) {
	order := sorted(root)
	loads := make([][]bpf.Instruction, len(order))
	for i, b := range order {
		if b.test == nil {
			continue
		}
		if i == 0 {
			b.loaded = registers{known: true}
		}
		loads[i] = b.loaded.need(b.test)
		after := b.loaded.after(b.test)
		b.yes.loaded = b.yes.loaded.meet(after)
		b.no.loaded = b.no.loaded.meet(after)
	}
	p := placement{order: order, loads: loads, far: make([][2]bool, len(order))}
	for p.place() {
	}
	if p.length > maxInstructions {
		return nil, tooLong(p.length)
	}
	return p.write(snap), nil
}

// placement finds a place for each block.
type placement struct {
	order  []*block
	loads  [][]bpf.Instruction
	far    [][2]bool // whether yes and no need a jump of their own
	starts []int
	length int
}

// place computes where blocks start and reports whether another jump was found to be too far.
func (p *placement) place() (changed bool) {
	p.starts = make([]int, len(p.order))
	at := 0
	for i, b := range p.order {
		p.starts[i] = at
		at += len(p.loads[i]) + 1
		if b.test == nil {
			continue
		}
		for _, far := range p.far[i] {
			if far {
				at++
			}
		}
	}
	p.length = at
	for i, b := range p.order {
		if b.test == nil {
			continue
		}
		jump := p.starts[i] + len(p.loads[i])
		for k, to := range []*block{b.yes, b.no} {
			if !p.far[i][k] && p.starts[to.order]-jump-1 > 255 {
				p.far[i][k] = true
				changed = true
			}
		}
	}
	return changed
}

func (p *placement) write(snap uint32) []bpf.Instruction {
	out := make([]bpf.Instruction, 0, p.length)
	for i, b := range p.order {
		out = append(out, p.loads[i]...)
		if b.test == nil {
			out = append(out, b.returns(snap))
			continue
		}
		jump := len(out)
		out = append(out, nil)
		var skips [2]uint8
		for k, to := range []*block{b.yes, b.no} {
			start := p.starts[to.order]
			if !p.far[i][k] {
				skips[k] = uint8(start - jump - 1)
				continue
			}
			skips[k] = uint8(len(out) - jump - 1)
			out = append(out, bpf.Jump{Skip: uint32(start - len(out) - 1)})
		}
		out[jump] = b.jump(skips[0], skips[1])
	}
	return out
}

// returns is the instruction of the two ends.
func (b *block) returns(snap uint32) bpf.Instruction {
	if b.accepts {
		return bpf.RetConstant{Val: snap}
	}
	return bpf.RetConstant{Val: 0}
}

func (t *test) jump(yes, no uint8) bpf.Instruction {
	cond := bpf.JumpEqual
	switch t.compare {
	case above:
		cond = bpf.JumpGreaterThan
	case atLeast:
		cond = bpf.JumpGreaterOrEqual
	case anyBit:
		cond = bpf.JumpBitsSet
	}
	if t.load.source == fromCode && t.load.code.register {
		return bpf.JumpIfX{Cond: cond, SkipTrue: yes, SkipFalse: no}
	}
	return bpf.JumpIf{Cond: cond, Val: t.number, SkipTrue: yes, SkipFalse: no}
}
