package pipeline

import "math/bits"

// Ports is a set of TCP ports.
type Ports [1 << 16 / 64]uint64

// Add puts a port into the set.
func (p *Ports) Add(port uint16) { p[port>>6] |= 1 << (port & 63) }

// Has says whether the port is in the set; a nil set holds every port.
func (p *Ports) Has(port uint16) bool { return p == nil || p[port>>6]>>(port&63)&1 != 0 }

// List gives the set's ports in order; of a nil set, none.
func (p *Ports) List() []uint16 {
	if p == nil {
		return nil
	}
	var list []uint16
	for i, word := range p {
		for ; word != 0; word &= word - 1 {
			list = append(list, uint16(i<<6+bits.TrailingZeros64(word)))
		}
	}
	return list
}
