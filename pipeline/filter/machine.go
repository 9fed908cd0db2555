package filter

import "golang.org/x/net/bpf"

// Opcodes of classic BPF (S. McCanne and V. Jacobson, The BSD Packet Filter, 1993, section 3.2): a class in the lowest
// three bits, above it size and mode, or operation and operand.
const (
	ldAbsW  = 0x20
	ldAbsH  = 0x28
	ldAbsB  = 0x30
	ldIndW  = 0x40
	ldIndH  = 0x48
	ldIndB  = 0x50
	ldImm   = 0x00
	ldMem   = 0x60
	ldLen   = 0x80
	ldxImm  = 0x01
	ldxMem  = 0x61
	ldxLen  = 0x81
	ldxMsh  = 0xb1
	st      = 0x02
	stx     = 0x03
	aluAddK = 0x04
	aluSubK = 0x14
	aluMulK = 0x24
	aluDivK = 0x34
	aluOrK  = 0x44
	aluAndK = 0x54
	aluLshK = 0x64
	aluRshK = 0x74
	aluNeg  = 0x84
	aluModK = 0x94
	aluXorK = 0xa4
	ja      = 0x05
	jeqK    = 0x15
	jgtK    = 0x25
	jgeK    = 0x35
	jsetK   = 0x45
	retK    = 0x06
	retA    = 0x16
	tax     = 0x07
	txa     = 0x87

	// operandX turns an operation or a jump with a constant into one with the index register.
	operandX = 0x08
)

// run executes a program that verify has let pass, and returns how many octets of the frame it wants. It allocates
// nothing and ends: jumps lead forward only. A load beyond the frame's captured octets ends it with 0, and so does a
// division by 0.
func run(program []bpf.RawInstruction, frame []byte, length uint32) uint32 {
	var a, x uint32
	var memory [cells]uint32
	for pc := 0; pc < len(program); pc++ {
		in := &program[pc]
		var ok bool
		switch in.Op {
		case ldAbsH:
			if a, ok = load16(frame, uint64(in.K)); !ok {
				return 0
			}
		case ldAbsB:
			if uint64(in.K) >= uint64(len(frame)) {
				return 0
			}
			a = uint32(frame[in.K])
		case jeqK:
			pc += skip(in, a == in.K)
		case ldxMsh:
			if uint64(in.K) >= uint64(len(frame)) {
				return 0
			}
			x = uint32(frame[in.K]&0x0f) << 2
		case ldIndH:
			if a, ok = load16(frame, uint64(x)+uint64(in.K)); !ok {
				return 0
			}
		case jsetK:
			pc += skip(in, a&in.K != 0)
		case retK:
			return in.K
		case ldAbsW:
			if a, ok = load32(frame, uint64(in.K)); !ok {
				return 0
			}
		case ldIndW:
			if a, ok = load32(frame, uint64(x)+uint64(in.K)); !ok {
				return 0
			}
		case ldIndB:
			at := uint64(x) + uint64(in.K)
			if at >= uint64(len(frame)) {
				return 0
			}
			a = uint32(frame[at])
		case aluAndK:
			a &= in.K
		case jgtK:
			pc += skip(in, a > in.K)
		case jgeK:
			pc += skip(in, a >= in.K)
		case jeqK | operandX:
			pc += skip(in, a == x)
		case jgtK | operandX:
			pc += skip(in, a > x)
		case jgeK | operandX:
			pc += skip(in, a >= x)
		case jsetK | operandX:
			pc += skip(in, a&x != 0)
		case ja:
			pc += int(in.K)
		case ldImm:
			a = in.K
		case ldMem:
			a = memory[in.K&(cells-1)]
		case ldLen:
			a = length
		case ldxImm:
			x = in.K
		case ldxMem:
			x = memory[in.K&(cells-1)]
		case ldxLen:
			x = length
		case st:
			memory[in.K&(cells-1)] = a
		case stx:
			memory[in.K&(cells-1)] = x
		case tax:
			x = a
		case txa:
			a = x
		case retA:
			return a
		default:
			operand := in.K
			if in.Op&operandX != 0 {
				operand = x
			}
			if a, ok = alu(in.Op&^operandX, a, operand); !ok {
				return 0
			}
		}
	}
	return 0
}

// skip returns how many instructions a conditional jump leaves out.
func skip(in *bpf.RawInstruction, holds bool) int {
	if holds {
		return int(in.Jt)
	}
	return int(in.Jf)
}
