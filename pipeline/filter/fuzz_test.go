package filter

import (
	"strings"
	"testing"

	"golang.org/x/net/bpf"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// FuzzCompile holds for every expression that the compiler does not panic, that its programs are valid and bounded,
// and that our machine and golang.org/x/net/bpf's give the same answer on a frame, as kernels would.
func FuzzCompile(f *testing.F) {
	frame := ethernet(ip4(6, tcp(40000, 143)))
	for _, expr := range append(lines(expressions), lines(ethernetExpressions)...) {
		f.Add(expr, frame, uint16(1))
	}
	for _, link := range []uint16{0, 9, 51, 101, 108, 113, 228, 276, 999} {
		f.Add("not vlan and (mpls 5 or tcp port 143 or 993)", frame, link)
	}
	f.Add("4,40 0 0 12,21 0 1 2048,6 0 0 65535,6 0 0 0", frame, uint16(1))
	f.Add("(((tcp[ip[0]&15:2]<<1)%7)!=-len)", frame, uint16(1))
	f.Fuzz(func(t *testing.T, expr string, frame []byte, link uint16) {
		_, syntax := New(expr)
		p, err := Compile(expr, capture.LinkType(link))
		if err != nil {
			return
		}
		if syntax != nil && link == 1 {
			t.Fatalf("%q: compiled, but New says %v", expr, syntax)
		}
		if err := verify(p.raw); err != nil {
			t.Fatalf("%q: %v", expr, err)
		}
		same(t, expr, p, frame)
	})
}

// same holds the two machines to each other, where golang.org/x/net/bpf knows all that the program does.
func same(t *testing.T, expr string, p *Program, frame []byte) {
	t.Helper()
	code, ok := bpf.Disassemble(p.Instructions())
	if !ok {
		return
	}
	vm, err := bpf.NewVM(code)
	if err != nil {
		if isDecimal(expr) {
			return // it refuses more than kernels do
		}
		t.Fatalf("%q: %v", expr, err)
	}
	want, err := vm.Run(frame)
	if err != nil {
		return // a division by 0 in a register, for one
	}
	if got := p.Match(frame, len(frame)); got != (want != 0) {
		t.Fatalf("%q on %x: %t, the other machine %t", expr, frame, got, want != 0)
	}
}

// TestLongJumps compiles a list whose jumps reach over more than 255 instructions.
func TestLongJumps(t *testing.T) {
	var s strings.Builder
	s.WriteString("tcp and src host 10.0.0.1")
	for i := range 250 {
		s.WriteString(" or 10.0.1." + string(rune('0'+i/100)) + string(rune('0'+i/10%10)) + string(rune('0'+i%10)))
	}
	s.WriteString(" or src host 192.0.2.1")
	p, err := Compile("not ("+s.String()+")", 1)
	if err != nil {
		t.Fatal(err)
	}
	far := 0
	for _, in := range p.raw {
		if in.Op == ja && in.K > 255 {
			far++
		}
	}
	if far == 0 {
		t.Error("no long jump: the list is too short for this test")
	}
	for _, row := range []struct {
		address byte
		want    bool
	}{{1, false}, {2, true}} {
		packet := ip4(6, tcp(1, 2))
		packet[15] = row.address
		f := ethernet(packet)
		if got := p.Match(f, len(f)); got != row.want {
			t.Errorf("source 192.0.2.%d: %t", row.address, got)
		}
		same(t, "the list", p, f)
	}
}

// TestNoAllocations holds Match to none, also where link types take turns.
func TestNoAllocations(t *testing.T) {
	f, err := New("tcp port 143 or tcp port 993 or (len > 9000 and ip[ip[0]&15] = tcp[0])")
	if err != nil {
		t.Fatal(err)
	}
	packet := ip4(6, tcp(40000, 993))
	data := ethernet(packet)
	packets := []capture.Packet{{Data: data, Length: len(data), Link: 1}, {Data: packet, Length: len(packet), Link: 101}}
	for _, n := range []int{1, 2} {
		allocs := testing.AllocsPerRun(100, func() {
			for i := range packets[:n] {
				if !f.Match(&packets[i]) {
					t.Fatal("no match")
				}
			}
		})
		if allocs != 0 {
			t.Errorf("%d link types: %v allocations", n, allocs)
		}
	}
}
