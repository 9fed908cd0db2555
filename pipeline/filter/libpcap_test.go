package filter

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// expressions are tried on every link type, against libpcap's programs.
const expressions = `
ip
ip6
arp
rarp
tcp
udp
icmp
icmp6
sctp
igmp or pim or ah or esp or vrrp or igrp
host 10.1.2.3
src host 127.0.0.1
dst 127.0.0.1 or 10.0.0.1
src and dst net 10
src or dst net 192.168
not net 10.0.0.0/8
net 172.16.0.0 mask 255.240.0.0
ip host 127.0.0.1
arp host 10.0.0.1
net 0.0.0.0/0
host ::1
host 2001:db8::1
net 2001:db8::/32
src net fe80::/10
ip6 net 2001:db8::/29
dst net ::/0
port 143
tcp port imap
tcp port imap or imaps
tcp src port 143
tcp dst port 143
udp port 53
src or dst port 993
src and dst port 143
portrange 100-200
tcp portrange 1000-65535
udp dst portrange 50-60
src portrange 143-143
sctp port 5
ip proto 6
ip6 proto 6
proto 17
proto \tcp
ip proto \icmp or \igmp
ip6 proto \icmp6
ip6 proto 44
ether proto 0x800
ether proto \ip6
ether proto \arp
ether proto 0x8847
not tcp
not (tcp or udp)
tcp and not port 143
tcp or udp and port 143
not tcp port 143 and not port 993
!tcp || udp && !icmp
port (143 or 993)
port 143 or not 993
less 100
greater 100
greater 1500
len > 100
len <= 66
len != 60
len - 14 > 100
tcp[13] & 2 != 0
tcp[tcpflags] & (tcp-syn|tcp-fin) != 0
tcp[tcpflags] = tcp-ack
tcp[tcpflags] == tcp-push|tcp-ack
tcp[0:2] = 143
tcp[2:2] > 1024
tcp[4:4] >= 0x7fffffff
ip[8] < 65
ip[0] & 0xf != 5
ip[2:2] > 576
ip[6:2] & 0x1fff = 0
ip6[6] = 6
ip6[7] >= 64
udp[4:2] > 20
icmp[icmptype] = icmp-echo
icmp[0] != 8 and icmp[0] != 0
icmp6[0] = 135
icmp6[icmp6type] = icmp6-echo
tcp[((tcp[12] & 0xf0) >> 2):4] = 0x2a204f4b
tcp[((tcp[12:1] & 0xf0) >> 2):2] = 0x0d0a
tcp port 143 and (((ip[2:2] - ((ip[0] & 0xf) << 2)) - ((tcp[12] & 0xf0) >> 2)) != 0)
ip[ip[0] & 0xf] > 10
ip[2:2] = len - 14
ip[8] * 2 > ip[9] + 100
ip[9] / 2 = 3
ip[9] % 4 = 2
(ip[9] ^ 6) = 0
-ip[9] = 0xfffffffa
(tcp[13] | 1) & 3 = 3
1 + 2 * 3 = 7
6 = ip[9]
ip[10:2] > ip[4:2]
tcp[0:2] = tcp[2:2]
(((tcp)))
ip broadcast
ip multicast
ip6 multicast
host 127.0.0.1 and (port 143 or 993) and not less 70
ip or ip6 or arp
ip and ip6
tcp and udp
`

// ethernetExpressions are tried on Ethernet only.
const ethernetExpressions = `
ether host 00:00:00:00:00:00
ether src 00:00:5e:00:53:01
ether dst 00-00-5e-00-53-02
not ether host ff:ff:ff:ff:ff:ff
ether[0] & 1 != 0
ether[12:2] = 0x800
ether[12:2] > 1500
ether proto 0x42
ether broadcast
broadcast
multicast
ether multicast or ip broadcast
vlan
vlan 100
vlan and tcp port 143
vlan 100 and vlan 200
vlan and vlan and ip
vlan and vlan and vlan and tcp
not vlan
not vlan and tcp
vlan or tcp port 143
tcp port 143 or (vlan and tcp port 143)
vlan and ether[16:2] = 0x800
vlan and pppoes and tcp
(vlan 5 or vlan 6) and ip
mpls
mpls 100
mpls and ip
mpls and mpls and tcp port 143
mpls 1 or mpls 2
mpls and host 127.0.0.1
mpls and net 2001:db8::/32
vlan and mpls and tcp
pppoed
pppoes
pppoes 1
pppoes and tcp port 143
pppoes and ip6
pppoes and tcp[13] & 2 != 0
`

func lines(s string) []string { return strings.Split(strings.TrimSpace(s), "\n") }

// pool is frames of the corpus by link type, and the same with octets changed. Frames cut off inside of a header are
// left out: which test looks beyond the end first is libpcap's optimiser's choice.
func pool(t *testing.T, perLink int) map[capture.LinkType][]frame {
	random := rand.New(rand.NewPCG(1, 2))
	out := map[capture.LinkType][]frame{}
	for _, file := range captures(t) {
		all, link, err := selected(file)
		if err != nil {
			continue
		}
		for i, f := range all {
			if i%(len(all)/20+1) == 0 && len(out[link]) < perLink {
				out[link] = append(out[link], f)
			}
		}
	}
	for _, link := range slices.Sorted(maps.Keys(out)) {
		frames := out[link]
		for _, f := range frames {
			d := append([]byte(nil), f.data...)
			for range 1 + random.IntN(3) {
				if n := min(len(d), 64); n > 0 {
					d[random.IntN(n)] = byte(random.Uint32())
				}
			}
			out[link] = append(out[link], frame{d, f.length})
		}
		out[link] = slices.DeleteFunc(out[link], func(f frame) bool { return foreignFamily(link, f.data) })
	}
	return out
}

// foreignFamily says whether a null or loopback header is not Linux's IPv4 in libpcap's order: the others we
// understand and libpcap does not (see doc.go).
func foreignFamily(link capture.LinkType, data []byte) bool {
	if l, _ := layoutOf(link); l.typing != byFamily {
		return false
	}
	if link == 108 {
		return !bytes.HasPrefix(data, []byte{0, 0, 0, 2})
	}
	return !bytes.HasPrefix(data, []byte{2, 0, 0, 0})
}

// TestDecidesAsLibpcap runs libpcap's program and ours for the same expression over many frames.
func TestDecidesAsLibpcap(t *testing.T) {
	need(t)
	compared, matched, refused := 0, 0, 0
	for link, frames := range pool(t, 400) {
		exprs := lines(expressions)
		if link == 1 {
			exprs = append(exprs, lines(ethernetExpressions)...)
		}
		for _, expr := range exprs {
			want, err := libpcap(link, expr)
			if err != nil {
				refused++
				continue
			}
			got, err := Compile(expr, link)
			if err != nil {
				t.Errorf("link type %d: %s: %v, but libpcap compiles it", link, expr, err)
				continue
			}
			compared++
			matched += agree(t, link, expr, got, want, frames)
		}
	}
	t.Logf("%d programs, %d matches, %d expressions that libpcap refuses", compared, matched, refused)
	if compared < 500 || matched < 1000 {
		t.Errorf("only %d programs and %d matches compared", compared, matched)
	}
}

// agree reports the first frame on which two programs do not agree.
func agree(t *testing.T, link capture.LinkType, expr string, got, want *Program, frames []frame) (matched int) {
	t.Helper()
	for i, f := range frames {
		g, w := got.Match(f.data, f.length), want.Match(f.data, f.length)
		if g != w {
			t.Errorf("link type %d: %s: frame %d (%d octets, %x): %t, libpcap %t", link, expr, i, len(f.data), f.data[:min(60, len(f.data))], g, w)
			return matched
		}
		if g {
			matched++
		}
	}
	return matched
}

// TestRandomExpressionsDecideAsLibpcap joins the expressions at random.
func TestRandomExpressionsDecideAsLibpcap(t *testing.T) {
	need(t)
	rounds := 400
	if testing.Short() {
		rounds = 50
	}
	random := rand.New(rand.NewPCG(3, 4))
	// libpcap leaves loads out whose number does not matter in the end, and with them the refusal of frames that are
	// too short for them. Behind zeros, no load is beyond the end.
	frames := pool(t, 400)[1]
	for i := range frames {
		frames[i].data = append(slices.Clip(frames[i].data), make([]byte, 1<<17)...)
	}
	parts := append(lines(expressions), lines(ethernetExpressions)...)
	compared := 0
	for range rounds {
		expr := joined(random, parts, 1+random.IntN(4))
		want, err := libpcap(1, expr)
		if err != nil {
			continue
		}
		got, err := Compile(expr, 1)
		if err != nil {
			t.Errorf("%s: %v, but libpcap compiles it", expr, err)
			continue
		}
		compared++
		agree(t, 1, expr, got, want, frames)
	}
	t.Logf("%d programs", compared)
	if compared < rounds/4 {
		t.Errorf("only %d programs compared", compared)
	}
}

func joined(random *rand.Rand, parts []string, depth int) string {
	if depth == 0 {
		return parts[random.IntN(len(parts))]
	}
	left, right := joined(random, parts, random.IntN(depth)), joined(random, parts, random.IntN(depth))
	switch random.IntN(5) {
	case 0:
		return fmt.Sprintf("not (%s)", left)
	case 1:
		return fmt.Sprintf("(%s) and (%s)", left, right)
	case 2:
		return fmt.Sprintf("%s or (%s)", left, right)
	case 3:
		return fmt.Sprintf("%s and %s", left, right)
	}
	return fmt.Sprintf("%s or %s", left, right)
}
