package filter

import (
	"strconv"
	"strings"

	"golang.org/x/net/bpf"
)

// isDecimal says whether an expression is a program in numbers: nothing but digits, spaces and commas, and more than
// one number.
func isDecimal(s string) bool {
	return strings.Trim(s, "0123456789, \t\r\n") == "" && len(strings.FieldsFunc(s, betweenNumbers)) > 1
}

func betweenNumbers(r rune) bool { return r < '0' || r > '9' }

// decimal reads a program as tcpdump -ddd prints it: the number of instructions, then operation, jump if true, jump if
// false and constant of each.
func decimal(s string) (*Program, error) {
	fields := strings.FieldsFunc(s, betweenNumbers)
	numbers := make([]uint32, 0, min(len(fields), 1+4*maxInstructions))
	for _, f := range fields {
		n, err := strconv.ParseUint(f, 10, 32)
		if err != nil {
			return nil, &Error{Column: strings.Index(s, f) + 1, Text: f + " is too great for a program: expected 32 bits"}
		}
		numbers = append(numbers, uint32(n))
	}
	count := uint64(numbers[0])
	if count > maxInstructions {
		return nil, tooLong(int(count))
	}
	if uint64(len(numbers)) != 1+4*count {
		return nil, &Error{Column: 1, Text: "a program in numbers of another length than it says: expected what tcpdump -ddd prints"}
	}
	p := &Program{}
	for n := numbers[1:]; len(n) > 0; n = n[4:] {
		if n[0] > 0xffff || n[1] > 0xff || n[2] > 0xff {
			return nil, &Error{Column: 1, Text: "a program in numbers with one out of its range: expected what tcpdump -ddd prints"}
		}
		p.raw = append(p.raw, bpf.RawInstruction{Op: uint16(n[0]), Jt: uint8(n[1]), Jf: uint8(n[2]), K: n[3]})
	}
	if err := verify(p.raw); err != nil {
		return nil, &Error{Column: 1, Text: "a program in numbers: " + err.Error()}
	}
	return p, nil
}
