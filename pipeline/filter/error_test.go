package filter

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

func contains(list, word string) bool {
	return slices.Contains(strings.FieldsFunc(list, func(r rune) bool { return r == ' ' || r == ',' }), word)
}

// TestErrors shows where an expression is wrong and what was expected there.
func TestErrors(t *testing.T) {
	rows := []struct {
		expr   string
		column int
		text   string
	}{
		{"tcp and prot 143", 9, `unknown word "prot": expected host, net, port`},
		{"prot 143", 1, `unknown word "prot"`},
		{"host mail.example.org", 6, "names of hosts are not looked up, use an address"},
		{"mail.example.org", 1, "names of hosts are not looked up"},
		{"port 65536", 6, "is no port"},
		{"port imapx", 6, "is no port"},
		{"port", 5, "end of the expression is no port"},
		{"portrange a-b", 11, "is no range of ports"},
		{"tcp host 192.0.2.1", 5, "host does not go with tcp"},
		{"tcp 143", 5, `unexpected "143"`},
		{"tcp src 192.0.2.1", 9, "does not go with tcp"},
		{"tcp dst host 192.0.2.1", 9, "host does not go with tcp"},
		{"src broadcast", 5, "broadcast has no direction"},
		{"ip port 80", 4, "port does not go with ip"},
		{"src proto 6", 5, "has no direction"},
		{"ip6 host 192.0.2.1", 10, "does not go with ip6"},
		{"arp host 2001:db8::1", 10, "does not go with arp"},
		{"net 192.0.2.1/24", 5, "bits outside the mask"},
		{"net 192.0.2.0/33", 15, "expected a number to 32"},
		{"net 2001:db8::/129", 16, "expected a number to 128"},
		{"net 10.0.0.0 mask x", 19, "is no mask"},
		{"host 192.0.2.0/24", 6, "expected net"},
		{"host 192.0.2", 6, "all four octets"},
		{"host 192.0.2.256", 6, "is no address"},
		{"host 00:00:5e:00:53:01", 6, "expected ether host"},
		{"ether host 192.0.2.1", 12, "is no Ethernet address"},
		{"ether", 6, "ether alone asks nothing"},
		{"ether proto foo", 13, "is no Ethernet type"},
		{"ip proto 256", 10, "is no protocol of IP"},
		{"tcp proto 6", 5, "proto does not go with tcp"},
		{"vlan 4096", 6, "expected at most 4095"},
		{"mpls 1048576", 6, "expected at most 1048575"},
		{"pppoes 65536", 8, "expected at most 65535"},
		{"less", 5, "expected a number after less"},
		{"tcp[13", 7, `expected an operator, ":" or "]"`},
		{"tcp[13:3] = 1", 8, "a size of 1, 2 or 4"},
		{"tcp[13] & 2", 12, "expected =, !="},
		{"tcp[13] & = 2", 11, "expected a number, len"},
		{"ip[8] / 0 = 1", 9, "division by 0"},
		{"ip[8] << 32 = 1", 10, "shift by 32"},
		{"ip[262144] = 1", 4, "no frame has"},
		{"(tcp port 143", 1, "never closed"},
		{"tcp) port 143", 4, "no \"(\" stands open"},
		{"tcp or", 7, "end of the expression"},
		{"and tcp", 1, `unexpected "and"`},
		{"tcp port 143 993", 14, `unexpected "993"`},
		{"tcp ; udp", 5, "unexpected ';'"},
		{"tcp protochain 6", 5, "protochain is not supported"},
		{"gateway x", 1, "gateway needs names"},
		{"wlan addr1 x", 6, "addr1 is not supported"},
		{"143", 4, "expected =, !="},
		{"port \\", 7, "expected a name"},
	}
	for _, row := range rows {
		_, err := New(row.expr)
		var e *Error
		switch {
		case !errors.As(err, &e):
			t.Errorf("%q: %v", row.expr, err)
		case e.Column != row.column || !strings.Contains(e.Text, row.text):
			t.Errorf("%q: %v, expected at %d: %s", row.expr, err, row.column, row.text)
		}
	}
}

// TestLimits reaches each limit of the compiler.
func TestLimits(t *testing.T) {
	deep := strings.Repeat("(", maxNesting+1) + "tcp" + strings.Repeat(")", maxNesting+1)
	notDeep := strings.Repeat("(", maxNesting-1) + "tcp" + strings.Repeat(")", maxNesting-1)
	waiting := strings.Repeat("(ip[0]+", cells) + "ip[1]" + strings.Repeat(")", cells) + " = len"
	hosts := func(n int) string {
		var s strings.Builder
		s.WriteString("host 10.0.0.0")
		for i := range n {
			s.WriteString(" or 10.1." + strconv.Itoa(i/256) + "." + strconv.Itoa(i%256))
		}
		return s.String()
	}
	for _, row := range []struct{ name, expr, text string }{
		{"nesting", deep, "nested more than"},
		{"nesting allowed", notDeep, ""},
		{"signs", strings.Repeat("-", maxNesting+1) + "1 = len", "nested more than"},
		{"not", strings.Repeat("not ", maxNesting+1) + "tcp", "nested more than"},
		{"cells", waiting, "too many terms wait"},
		{"length", strings.Repeat(" ", maxExpression+1), "octets: expected at most"},
		{"program", hosts(1000), "expected at most 4096"},
		{"program allowed", hosts(250), ""},
		{"tests", hosts(4000), "expected at most 4096"},
	} {
		_, err := New(row.expr)
		var e *Error
		if row.text == "" && err == nil {
			continue
		}
		if !errors.As(err, &e) || row.text == "" || !strings.Contains(e.Text, row.text) {
			t.Errorf("%s: %v", row.name, err)
		}
	}
}

// TestLinkError tells once of each link type that cannot be filtered, and lets no packet of it pass.
func TestLinkError(t *testing.T) {
	f, err := New("vlan and tcp port 143")
	if err != nil {
		t.Fatal(err)
	}
	data := tagged(ip4(6, tcp(40000, 143)), typeVLAN, 5, typeIP)
	packet := capture.Packet{Data: data, Length: len(data)}
	for _, row := range []struct {
		link capture.LinkType
		want bool
		errs int
	}{{1, true, 0}, {127, false, 1}, {127, false, 1}, {1, true, 1}, {101, false, 2}, {127, false, 2}, {1, true, 2}} {
		packet.Link = row.link
		if got := f.Match(&packet); got != row.want {
			t.Errorf("link type %d: %t", row.link, got)
		}
		n := 0
		if err := f.Err(); err != nil {
			n = len(strings.Split(err.Error(), "\n"))
		}
		if n != row.errs {
			t.Errorf("link type %d: %d errors: %v", row.link, n, f.Err())
		}
	}
	var link *LinkError
	if !errors.As(f.Err(), &link) || link.Link != 127 {
		t.Errorf("%v", f.Err())
	}
}
