// Package filter takes expressions in the language of pcap-filter(7) and tells of captured frames whether they match.
//
// # Why a compiler of our own
//
// imaplog is a static binary without cgo, and libpcap's compiler is C; gopacket's filters call it. Of the compilers
// written in Go, packetcap/go-pcap knows only a part of the language, has stood still since 2024 and brings another
// gopacket and a logger; pgaskin/go-pcap-filter, libpcap translated by way of WebAssembly, is at v0.0, some months old,
// and could not be had from the module proxy. The part of the language that mail traffic needs is small, the instruction set is
// older than most of its users, and golang.org/x/net/bpf assembles it.
//
// # Why classic BPF and not a walk over the tree
//
// The instructions that select frames of a file are the ones that a socket takes (SO_ATTACH_FILTER): one meaning for
// both. An expression compiled elsewhere (tcpdump -ddd) runs in the same machine. The machine is ours because the
// one of golang.org/x/net/bpf knows one length only, and "greater 1000" asks for the length on the wire.
//
// # Why libpcap's oddities are kept
//
// People bring expressions that they tried with tcpdump. So and and or have the same rank and group from the left;
// vlan, mpls and pppoes shift all that stands after them; ports are looked for in first fragments only, and in IPv6
// only right behind the fixed header; tcp[...] means IPv4; a load beyond the captured octets refuses the frame.
//
// # Why it differs from libpcap where it does
//
// ^ and % bind as in C (libpcap lets them take all that follows), and every offset of a sum asks for its protocol, not
// only the first. Null and loopback headers match every system's number for IPv6 in either order of octets, as a file
// does not say whose they are. Cooked frames may carry VLAN tags. The name of a service is its number in every
// protocol (libpcap asks the system's list). A prefix or address may stand without host or net. Host names are
// refused: a filter must not ask the network.
package filter
