package filter

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// TestDecimal takes a program in numbers for any link type.
func TestDecimal(t *testing.T) {
	f, err := New("4\n40 0 0 12\n21 0 1 2048\n6 0 0 262144\n6 0 0 0\n")
	if err != nil {
		t.Fatal(err)
	}
	four, six := ethernet(ip4(6, tcp(1, 2))), ethernet(ip6(6, tcp(1, 2)))
	for _, link := range []capture.LinkType{1, 127} {
		if !f.Match(&capture.Packet{Data: four, Length: len(four), Link: link}) {
			t.Error("IPv4 does not match")
		}
		if f.Match(&capture.Packet{Data: six, Length: len(six), Link: link}) {
			t.Error("IPv6 matches")
		}
	}
}

// TestDecimalAgain writes a program of ours in numbers and reads it back.
func TestDecimalAgain(t *testing.T) {
	for _, expr := range append(lines(expressions), lines(ethernetExpressions)...) {
		p, err := Compile(expr, 1)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		var s strings.Builder
		s.WriteString(strconv.Itoa(len(p.raw)))
		for _, in := range p.Instructions() {
			for _, n := range []uint64{uint64(in.Op), uint64(in.Jt), uint64(in.Jf), uint64(in.K)} {
				s.WriteString(" " + strconv.FormatUint(n, 10))
			}
		}
		again, err := Compile(s.String(), 1)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		if len(again.raw) != len(p.raw) {
			t.Errorf("%s: %d instructions of %d", expr, len(again.raw), len(p.raw))
		}
	}
}

// TestDecimalErrors refuses programs that must not run.
func TestDecimalErrors(t *testing.T) {
	for _, row := range []struct{ text, why string }{
		{"1 6 0 0", "of another length"},
		{"2 6 0 0 0", "of another length"},
		{"0 0", "of another length"},
		{"1 40 0 0 12", "does not return"},
		{"2 21 0 1 2048 6 0 0 1", "a jump out"},
		{"2 5 0 0 1 6 0 0 1", "a jump out"},
		{"2 5 0 0 4294967295 6 0 0 1", "a jump out"},
		{"2 2 0 0 16 6 0 0 1", "does not exist"},
		{"2 52 0 0 0 6 0 0 1", "divides by 0"},
		{"2 48 0 0 4294963248 6 0 0 1", "only a Linux kernel knows"},
		{"2 999 0 0 0 6 0 0 1", "is no operation"},
		{"1 6 256 0 0", "out of its range"},
		{"1 6 0 0 4294967296", "too great"},
		{"5000 6 0 0 0", "expected at most 4096"},
	} {
		_, err := New(row.text)
		var e *Error
		if !errors.As(err, &e) || !strings.Contains(e.Text, row.why) {
			t.Errorf("%q: %v, expected: %s", row.text, err, row.why)
		}
	}
}
