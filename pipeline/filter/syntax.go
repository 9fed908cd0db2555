package filter

// protocol is a word that stands before a primitive, or alone.
type protocol struct {
	name string
	// number is the protocol's number in IP headers, for those that have one.
	number uint8
	// layer says where its header begins.
	layer layer
	// over4 and over6 say in which versions of IP the word alone looks for it.
	over4, over6 bool
	// ethertype is the type of a network layer protocol.
	ethertype uint32
}

type layer uint8

const (
	layerNone layer = iota
	layerLink
	layerNet
	layerTransport
)

type direction uint8

const (
	either direction = iota // src or dst
	src
	dst
	both
)

// subject is what a primitive asks for.
type subject uint8

const (
	anything subject = iota // not said: an address, or a network where it is written as one
	host
	net
	port
	portrange
	proto
	presence // the protocol word alone
	broadcast
	multicast
	less
	greater
	vlan
	mpls
	pppoed
	pppoes
	inbound
	outbound
	ifindex
	relation
)

// qualifiers are the words before a value: tcp src port.
type qualifiers struct {
	protocol  protocol
	direction direction
	subject   subject
}

// primitive is a single question about a frame.
type primitive struct {
	qualifiers
	at       int
	low      uint32 // the number, the port, the lower port
	high     uint32 // the upper port
	numbered bool   // vlan, mpls, pppoes: low was given
	network  network
	mac      []byte // of ether host; else nil
	relation *comparison
}

// operator joins two expressions, or turns one round.
type operator uint8

const (
	leaf operator = iota
	and
	or
	not
)

// expression is a node of the tree; a nil one matches everything.
type expression struct {
	operator    operator
	left, right *expression // not has a left one only
	primitive   *primitive  // of a leaf
}

// comparison is left = right, left > right or left >= right; the others are turned into these.
type comparison struct {
	left, right *arithmetic
	compare     compare
	negated     bool
}

type compare uint8

const (
	equal compare = iota
	above
	atLeast
	anyBit // a bit of the number is set
)

// arithmetic is a term of a comparison: a number, the frame's length, octets of it, or two terms and an operator.
type arithmetic struct {
	op          arithmeticOp
	number      uint32
	left, right *arithmetic
	protocol    protocol    // of opOctets
	index       *arithmetic // of opOctets
	size        int         // of opOctets: 1, 2 or 4
	at          int
}

type arithmeticOp uint8

const (
	opNumber arithmeticOp = iota
	opLength
	opOctets
	opNegate
	opAdd
	opSub
	opMul
	opDiv
	opMod
	opAnd
	opOr
	opXor
	opShiftLeft
	opShiftRight
)
