package tls

import "testing"

func TestRecord(t *testing.T) {
	for _, x := range []struct {
		name, octets string
		want         Verdict
	}{
		{"nothing", "", More},
		{"client hello", "\x16\x03\x01\x02\x00\x01", Yes},
		{"tls 1.3 legacy version", "\x16\x03\x03\x00\x7a", Yes},
		{"application data", "\x17\x03\x03\x00\x45", Yes},
		{"alert", "\x15\x03\x01\x00\x02", Yes},
		{"largest", "\x17\x03\x03\x48\x00", Yes},
		{"too large", "\x17\x03\x03\x48\x01", No},
		{"empty record", "\x16\x03\x01\x00\x00", No},
		{"version of the past", "\x16\x02\x00\x00\x10", No},
		{"version of the future", "\x16\x03\x05\x00\x10", No},
		{"text", "a1 LOGIN", No},
		{"greeting", "* OK", No},
		{"one octet of a record", "\x16", More},
		{"four octets of a record", "\x16\x03\x01\x02", More},
		{"sslv2 hello", "\x80\x2e\x01\x03\x01", Yes},
		{"sslv2 length only", "\x80\x2e", More},
		{"8-bit text", "\xe4\xf6\xfc\xdf", No},
	} {
		if got := Record([]byte(x.octets)); got != x.want {
			t.Errorf("%s: got %d, want %d", x.name, got, x.want)
		}
	}
}

// However many octets are there, the answer never changes once it is given.
func FuzzRecord(f *testing.F) {
	f.Add([]byte("\x16\x03\x01\x02\x00\x01"))
	f.Add([]byte("\x80\x2e\x01\x03\x01"))
	f.Add([]byte("* OK ready"))
	f.Fuzz(func(t *testing.T, b []byte) {
		was := More
		for n := range len(b) + 1 {
			now := Record(b[:n])
			if was != More && now != was {
				t.Fatalf("%q: %d octets say %d, one less %d", b, n, now, was)
			}
			was = now
		}
	})
}
