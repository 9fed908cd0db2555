package filter

import (
	"encoding/binary"
	"fmt"

	"github.com/imaplog/imaplog/pipeline/capture"
)

// builder turns an expression into a condition on the frames of one link type. It walks from left to right, as vlan,
// mpls and pppoes move what stands after them.
type builder struct {
	link capture.LinkType
	layout
	labels uint32 // MPLS labels seen so far; each puts the network layer 4 octets further
}

// build returns nil for a nil expression, which matches everything.
func build(e *expression, link capture.LinkType) (c *condition, err error) {
	defer caught(&err)
	l, ok := layoutOf(link)
	b := &builder{link: link, layout: l}
	if e == nil {
		return nil, nil
	}
	if !ok {
		b.refuse("frames of this link type cannot be filtered")
	}
	return b.expression(e), nil
}

func (b *builder) refuse(format string, args ...any) {
	panic(&LinkError{Link: b.link, Text: fmt.Sprintf(format, args...)})
}

func (b *builder) expression(e *expression) *condition {
	switch e.operator {
	case leaf:
		return b.primitive(e.primitive)
	case not:
		return none(b.expression(e.left))
	}
	left := b.expression(e.left)
	return &condition{operator: e.operator, left: left, right: b.expression(e.right)}
}

func (b *builder) primitive(p *primitive) *condition {
	switch p.subject {
	case anything, host, net:
		return b.address(p)
	case port, portrange:
		return b.ports(p)
	case proto:
		return b.proto(p.protocol, p.low)
	case presence:
		return b.presence(p.protocol)
	case broadcast, multicast:
		return b.cast(p)
	case less:
		return none(leafOf(test{load: load{source: fromLength}, mask: whole, compare: above, number: p.low}))
	case greater:
		return leafOf(test{load: load{source: fromLength}, mask: whole, compare: atLeast, number: p.low})
	case relation:
		return b.relation(p.relation)
	case inbound, outbound, ifindex:
		return b.cooked(p)
	}
	return b.encapsulation(p)
}

const whole = ^uint32(0)

// header tests size octets at an offset from the frame's beginning.
func header(offset uint32, size uint8, compare compare, number uint32) *condition {
	return masked(offset, size, whole, compare, number)
}

func masked(offset uint32, size uint8, mask uint32, compare compare, number uint32) *condition {
	return leafOf(test{load: load{offset: offset, size: size}, mask: mask, compare: compare, number: number})
}

// network is the offset of the network layer's header.
func (b *builder) network() uint32 { return b.payload + 4*b.labels }

// at tests octets of the network layer's header.
func (b *builder) at(offset uint32, size uint8, compare compare, number uint32) *condition {
	return header(b.network()+offset, size, compare, number)
}

// octets tests that want stands at an offset, as far as mask counts.
func octets(offset uint32, want, mask []byte) *condition {
	var all *condition
	for i := 0; i < len(want); {
		size := 4
		if left := len(want) - i; left < size {
			size = left &^ 1 // 6 octets are 4 and 2
		}
		w, m := wide(want[i:i+size]), wide(mask[i:i+size])
		if full := whole >> (32 - 8*size); m == full {
			m = whole
		}
		if m != 0 {
			all = allOf(all, masked(offset+uint32(i), uint8(size), m, equal, w))
		}
		i += size
	}
	if all == nil {
		return constant(true)
	}
	return all
}

func wide(b []byte) uint32 {
	if len(b) == 2 {
		return uint32(binary.BigEndian.Uint16(b))
	}
	return binary.BigEndian.Uint32(b)
}

// ends joins the conditions on source and destination as the direction says.
func ends(d direction, source, destination *condition) *condition {
	switch d {
	case src:
		return source
	case dst:
		return destination
	case both:
		return allOf(source, destination)
	}
	return anyOf(source, destination)
}
