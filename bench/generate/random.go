package main

// random is the splitmix64 generator (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014):
// eight octets of state, and the same sequence on every machine.
type random uint64

func (r *random) next() uint64 {
	*r += 0x9e3779b97f4a7c15
	z := uint64(*r)
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// below gives a number from 0 to n-1.
func (r *random) below(n int) int { return int(r.next() >> 33 % uint64(n)) }

// between gives a number from low to high, both included.
func (r *random) between(low, high int) int { return low + r.below(high-low+1) }

// chance is true with probability p.
func (r *random) chance(p float64) bool { return float64(r.next()>>11) < p*(1<<53) }

// pick gives one of the strings.
func (r *random) pick(of []string) string { return of[r.below(len(of))] }
