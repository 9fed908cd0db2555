package capture

import (
	"math/big"
	"math/rand/v2"
	"testing"
)

func TestClock(t *testing.T) {
	for _, c := range []struct {
		name       string
		resolution byte
		offset     int64
		stamp      uint64
		want       Time
		ok         bool
	}{
		{"microseconds", 6, 0, 1_704_067_200_123_456, 1_704_067_200_123_456_000, true},
		{"nanoseconds", 9, 0, 1_704_067_200_123_456_789, 1_704_067_200_123_456_789, true},
		{"seconds", 0, 0, 1_704_067_200, 1_704_067_200_000_000_000, true},
		{"milliseconds", 3, 0, 1_704_067_200_123, 1_704_067_200_123_000_000, true},
		{"hundreds of nanoseconds, as Windows counts", 7, 0, 17_040_672_001_234_567, 1_704_067_200_123_456_700, true},
		{"picoseconds", 12, 0, 1_234_567_890_123, 1_234_567_890, true},
		{"10^-28", 28, 0, 1<<64 - 1, 1, true},
		{"10^-29", 29, 0, 1<<64 - 1, 0, true},
		{"10^-127", 127, 0, 1<<64 - 1, 0, true},
		{"2^0", 0x80, 0, 1_704_067_200, 1_704_067_200_000_000_000, true},
		{"2^-20", 0x80 | 20, 0, 3 << 19, 1_500_000_000, true},
		{"2^-32", 0x80 | 32, 0, 1_704_067_200<<32 | 1<<31, 1_704_067_200_500_000_000, true},
		{"2^-63", 0x80 | 63, 0, 1<<63 + 1<<62, 1_500_000_000, true},
		{"2^-127", 0x80 | 127, 0, 1<<64 - 1, 0, true},
		{"offset", 6, 1_000_000_000, 704_067_200_000_001, 1_704_067_200_000_001_000, true},
		{"offset back", 6, -10, 10_000_001, 1000, true},
		{"before 1970", 6, -10, 9_999_999, 0, false},
		{"the last moment", 9, 0, maxTime, maxTime, true},
		{"after the last moment", 9, 0, maxTime + 1, 0, false},
		{"microseconds of the year 586912", 6, 0, 1<<64 - 1, 0, false},
		{"seconds of no year", 0, 0, 1<<64 - 1, 0, false},
		{"the largest offset", 9, 1<<63 - 1, 1<<64 - 1, 0, false},
		{"the smallest offset", 9, -1 << 63, 1<<63 - 1, 0, false},
	} {
		clock := newClock(c.resolution, c.offset)
		if got, ok := clock.time(c.stamp); ok != c.ok || ok && got != c.want {
			t.Errorf("%s: %d, %v; want %d, %v", c.name, got, ok, c.want, c.ok)
		}
	}
}

// TestClockIsExact holds the clock to arithmetic without bounds: the right nanosecond, rounded down, or no time.
func TestClockIsExact(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	ok := 0
	for range 200_000 {
		resolution := byte(rnd.Uint32())
		offset := rnd.Int64() >> rnd.UintN(64)
		if rnd.IntN(2) == 0 {
			offset = -offset
		}
		stamp := rnd.Uint64() >> rnd.UintN(64)

		base := int64(10)
		if resolution&binaryResolution != 0 {
			base = 2
		}
		unit := new(big.Int).Exp(big.NewInt(base), big.NewInt(int64(resolution&^binaryResolution)), nil)
		want := new(big.Int).SetUint64(stamp)
		want.Mul(want, big.NewInt(1e9))
		want.Div(want, unit)
		want.Add(want, new(big.Int).Mul(big.NewInt(offset), big.NewInt(1e9)))
		wantOK := want.Sign() >= 0 && want.Cmp(big.NewInt(maxTime)) <= 0

		clock := newClock(resolution, offset)
		got, gotOK := clock.time(stamp)
		// What fits only after an offset of more than 292 years was taken off may be no time.
		if gotOK != wantOK && !(wantOK && offset < -maxTime/1_000_000_000) {
			t.Fatalf("resolution %#x, offset %d, stamp %d: %v, want %v", resolution, offset, stamp, gotOK, wantOK)
		}
		if gotOK {
			ok++
			if want.Int64() != int64(got) {
				t.Fatalf("resolution %#x, offset %d, stamp %d: %d, want %d", resolution, offset, stamp, got, want)
			}
		}
	}
	if ok < 10_000 {
		t.Errorf("only %d were times", ok)
	}
}
