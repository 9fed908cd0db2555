package flow

import (
	"math/rand/v2"
	"testing"

	"github.com/imaplog/imaplog/pipeline/packet"
)

func random(r *rand.Rand) *packet.Segment {
	s := &packet.Segment{SrcPort: uint16(r.Uint32()), DstPort: uint16(r.Uint32()), EncapKey: r.Uint64N(3)}
	for i := range s.Src {
		s.Src[i], s.Dst[i] = byte(r.Uint32()), byte(r.Uint32())
	}
	return s
}

func TestHashIsSymmetricAndSeeded(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	var shards [Shards]int
	for range 64000 {
		s := random(r)
		back := *s
		back.Src, back.Dst, back.SrcPort, back.DstPort = s.Dst, s.Src, s.DstPort, s.SrcPort
		h := Hash(9, s)
		if h != Hash(9, &back) {
			t.Fatalf("%+v: its directions differ", s)
		}
		other := *s
		other.EncapKey++
		if h == Hash(10, s) || h == Hash(9, &other) {
			t.Fatalf("%+v: the seed or the encapsulation makes no difference", s)
		}
		var a, b Key
		if x, y := a.Fill(s), b.Fill(&back); a != b || x == y {
			t.Fatalf("%+v: keys %+v and %+v", s, a, b)
		}
		shards[Shard(h)]++
	}
	for i, n := range shards {
		if n < 800 || n > 1200 {
			t.Errorf("shard %d has %d of 64000", i, n)
		}
	}
}

// Neighbouring addresses and ports, as scanners and NATs use them, spread too.
func TestHashSpreadsNeighbours(t *testing.T) {
	var shards, low [Shards]int
	for i := range 64000 {
		s := &packet.Segment{
			Src: packet.Addr{10: 0xff, 11: 0xff, 12: 10, 14: byte(i >> 8), 15: byte(i)},
			Dst: packet.Addr{10: 0xff, 11: 0xff, 12: 10, 13: 1}, SrcPort: uint16(40000 + i%7), DstPort: 143,
		}
		h := Hash(0, s)
		shards[Shard(h)]++
		low[h%Shards]++
	}
	for i := range shards {
		if shards[i] < 700 || shards[i] > 1300 || low[i] < 700 || low[i] > 1300 {
			t.Errorf("%d: %d by the top bits, %d by the low", i, shards[i], low[i])
		}
	}
}

// The table is held to a Go map over random insertions and removals, with hashes that collide.
func TestTableAgainstMap(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	const limit = 300
	table, model := NewTable(limit), map[Key]uint32{}
	var list []*packet.Segment
	for i := range 400 {
		s := random(r)
		switch i % 8 {
		case 1: // of a host with itself
			s.Dst = s.Src
		case 2: // of a socket with itself
			s.Dst, s.DstPort = s.Src, s.SrcPort
		case 3: // like the one before but for one thing
			*s = *list[i-1]
			s.EncapKey++
		case 4:
			*s = *list[i-1]
			s.SrcPort++
		case 5:
			*s = *list[i-1]
			s.Dst[15] ^= 1
		}
		s.Hash = uint64((s.SrcPort + s.DstPort) % 64)
		list = append(list, s)
	}
	refused := false
	for range 50000 {
		s := *list[r.IntN(len(list))]
		if r.IntN(2) == 0 {
			s.Src, s.Dst, s.SrcPort, s.DstPort = s.Dst, s.Src, s.DstPort, s.SrcPort
		}
		var key Key
		k, from := &key, key.Fill(&s)
		index, sender, ok := table.Find(&s)
		want, there := model[*k]
		if ok != there || ok && (index != want || sender != from || *table.Key(index) != *k) {
			t.Fatalf("found %d %v %v, want %d %v %v", index, sender, ok, want, from, there)
		}
		switch {
		case there && r.IntN(3) == 0:
			table.Remove(index)
			delete(model, *k)
		case !there:
			index, ok := table.Insert(s.Hash, k)
			if ok != (len(model) < limit) {
				t.Fatalf("inserted %v with %d of %d", ok, len(model), limit)
			}
			refused = refused || !ok
			if ok {
				model[*k] = index
			}
		}
		if table.Len() != len(model) {
			t.Fatalf("%d keys, want %d", table.Len(), len(model))
		}
	}
	if !refused {
		t.Error("the limit was not reached")
	}
}

func BenchmarkFind(b *testing.B) {
	for _, n := range []int{2000, 100_000} {
		b.Run(map[int]string{2000: "2k", 100_000: "100k"}[n], func(b *testing.B) {
			r := rand.New(rand.NewPCG(3, 3))
			table, list := NewTable(n), make([]*packet.Segment, n)
			for i := range list {
				var k Key
				list[i] = random(r)
				list[i].Hash = Hash(0, list[i])
				k.Fill(list[i])
				table.Insert(list[i].Hash, &k)
			}
			b.ReportAllocs()
			b.ResetTimer()
			for i := range b.N {
				if _, _, ok := table.Find(list[uint32(i)*2654435761%uint32(n)]); !ok {
					b.Fatal("not found")
				}
			}
		})
	}
}
