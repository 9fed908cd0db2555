package filter

import "golang.org/x/net/bpf"

// generator writes the instructions of arithmetic. Every term leaves its number in A; half-done ones wait in the
// scratch memory, used as a stack.
type generator struct {
	*builder
	code *code
	used int // cells of the scratch memory
}

// cells is the size of BPF's scratch memory (BPF_MEMWORDS).
const cells = 16

func (g *generator) emit(i bpf.Instruction) { g.code.instructions = append(g.code.instructions, i) }

// keep puts A into the next cell of the scratch memory.
func (g *generator) keep(a *arithmetic) int {
	if g.used == cells {
		fail(a.at, "too many terms wait for each other here: expected at most %d", cells)
	}
	g.emit(bpf.StoreScratch{Src: bpf.RegA, N: g.used})
	g.used++
	return g.used - 1
}

// recall loads the cell that was kept last into A and frees it.
func (g *generator) recall() {
	g.used--
	g.emit(bpf.LoadScratch{Dst: bpf.RegA, N: g.used})
}

func (g *generator) term(a *arithmetic) {
	switch a.op {
	case opNumber:
		g.emit(bpf.LoadConstant{Dst: bpf.RegA, Val: a.number})
	case opLength:
		g.emit(bpf.LoadExtension{Num: bpf.ExtLen})
	case opNegate:
		g.term(a.left)
		g.emit(bpf.NegateA{})
	case opOctets:
		g.octets(a)
	default:
		g.operation(a)
	}
}

func (g *generator) operation(a *arithmetic) {
	op := aluOp(a.op)
	if a.right.op == opNumber {
		g.term(a.left)
		g.emit(bpf.ALUOpConstant{Op: op, Val: a.right.number})
		return
	}
	g.term(a.left)
	g.keep(a)
	g.term(a.right)
	g.emit(bpf.TAX{})
	g.recall()
	g.emit(bpf.ALUOpX{Op: op})
}

func aluOp(op arithmeticOp) bpf.ALUOp {
	switch op {
	case opAdd:
		return bpf.ALUOpAdd
	case opSub:
		return bpf.ALUOpSub
	case opMul:
		return bpf.ALUOpMul
	case opDiv:
		return bpf.ALUOpDiv
	case opMod:
		return bpf.ALUOpMod
	case opAnd:
		return bpf.ALUOpAnd
	case opOr:
		return bpf.ALUOpOr
	case opXor:
		return bpf.ALUOpXor
	case opShiftLeft:
		return bpf.ALUOpShiftLeft
	}
	return bpf.ALUOpShiftRight
}

// octets loads octets of a protocol, at a constant offset or one that is computed.
func (g *generator) octets(a *arithmetic) {
	if a.index.op == opNumber {
		for _, i := range g.where(a, a.index.number).instructions() {
			g.emit(i)
		}
		return
	}
	l := g.where(a, 0)
	g.term(a.index)
	if l.source == fromTransport {
		g.keep(a)
		g.emit(bpf.LoadMemShift{Off: l.base})
		g.recall()
		g.emit(bpf.ALUOpX{Op: bpf.ALUOpAdd})
	}
	g.emit(bpf.TAX{})
	g.emit(bpf.LoadIndirect{Off: l.base + l.offset, Size: int(l.size)})
}

// instructions load a number into A.
func (l load) instructions() []bpf.Instruction {
	switch l.source {
	case fromFrame:
		return []bpf.Instruction{bpf.LoadAbsolute{Off: l.offset, Size: int(l.size)}}
	case fromTransport:
		return []bpf.Instruction{bpf.LoadMemShift{Off: l.base}, bpf.LoadIndirect{Off: l.base + l.offset, Size: int(l.size)}}
	case fromLength:
		return []bpf.Instruction{bpf.LoadExtension{Num: bpf.ExtLen}}
	}
	return l.code.instructions
}
