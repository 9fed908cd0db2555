package filter

import "encoding/binary"

// alu computes an operation of the ALU class. It reports false for a division by 0.
func alu(op uint16, a, b uint32) (uint32, bool) {
	switch op {
	case aluAddK:
		return a + b, true
	case aluSubK:
		return a - b, true
	case aluMulK:
		return a * b, true
	case aluDivK:
		if b == 0 {
			return 0, false
		}
		return a / b, true
	case aluModK:
		if b == 0 {
			return 0, false
		}
		return a % b, true
	case aluOrK:
		return a | b, true
	case aluAndK:
		return a & b, true
	case aluXorK:
		return a ^ b, true
	case aluLshK:
		return a << b, true // 0 from 32 on, as in libpcap
	case aluRshK:
		return a >> b, true
	case aluNeg:
		return -a, true
	}
	return 0, false
}

func load16(frame []byte, at uint64) (uint32, bool) {
	if at+2 > uint64(len(frame)) {
		return 0, false
	}
	return uint32(binary.BigEndian.Uint16(frame[at:])), true
}

func load32(frame []byte, at uint64) (uint32, bool) {
	if at+4 > uint64(len(frame)) {
		return 0, false
	}
	return binary.BigEndian.Uint32(frame[at:]), true
}
