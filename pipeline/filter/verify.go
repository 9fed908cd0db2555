package filter

import (
	"fmt"

	"golang.org/x/net/bpf"
)

// maxInstructions is the most instructions that kernels take (BPF_MAXINSNS).
const maxInstructions = 4096

// ancillary is where Linux maps what is known of a packet besides its octets (SKF_AD_OFF and above).
const ancillary = 0xfffff000

// verify says why run must not be trusted with a program: an unknown instruction, a jump out of it or off its end,
// a cell that does not exist, a division by 0.
func verify(program []bpf.RawInstruction) error {
	if len(program) == 0 || len(program) > maxInstructions {
		return fmt.Errorf("a program of %d instructions: expected 1 to %d", len(program), maxInstructions)
	}
	for i, in := range program {
		if why := faulty(in, len(program)-i-1); why != "" {
			return fmt.Errorf("instruction %d: %s", i, why)
		}
	}
	return nil
}

// faulty says what is wrong with an instruction behind which left others stand; "" for nothing.
func faulty(in bpf.RawInstruction, left int) string {
	switch in.Op {
	case retK, retA:
		return ""
	case ja:
		if uint64(in.K) >= uint64(left) {
			return "a jump out of the program"
		}
		return ""
	case jeqK, jgtK, jgeK, jsetK, jeqK | operandX, jgtK | operandX, jgeK | operandX, jsetK | operandX:
		if max(int(in.Jt), int(in.Jf)) >= left {
			return "a jump out of the program"
		}
		return ""
	}
	if left == 0 {
		return "the last one does not return"
	}
	switch in.Op {
	case ldAbsW, ldAbsH, ldAbsB:
		if in.K >= ancillary {
			return "it asks for what only a Linux kernel knows: compile it for a file (tcpdump -ddd -r)"
		}
	case ldMem, ldxMem, st, stx:
		if in.K >= cells {
			return "it uses a cell of memory that does not exist"
		}
	case aluDivK, aluModK:
		if in.K == 0 {
			return "it divides by 0"
		}
	case ldIndW, ldIndH, ldIndB, ldImm, ldLen, ldxImm, ldxLen, ldxMsh, tax, txa, aluNeg:
	case aluAddK, aluSubK, aluMulK, aluOrK, aluAndK, aluXorK, aluLshK, aluRshK:
	default:
		if in.Op&operandX != 0 && operates(in.Op&^operandX) {
			return ""
		}
		return fmt.Sprintf("%#x is no operation", in.Op)
	}
	return ""
}

// operates says whether op is an operation of the ALU class with two operands.
func operates(op uint16) bool {
	switch op {
	case aluAddK, aluSubK, aluMulK, aluDivK, aluModK, aluOrK, aluAndK, aluXorK, aluLshK, aluRshK:
		return true
	}
	return false
}
