package tls

// HeaderLen is the length of a record header: type, version, length (RFC 8446 section 5.1).
const HeaderLen = 5

// maxFragment is the longest protected fragment that any version allows (RFC 5246 section 6.2.3).
const maxFragment = 1<<14 + 2048

// Verdict is what the first octets of a stream tell.
type Verdict uint8

// The verdicts. The zero value asks for more octets.
const (
	More Verdict = iota // could become a record: too few octets to tell
	Yes                 // a TLS record begins here
	No                  // no TLS record
)

// Content types of a record (RFC 8446 section 5.1, RFC 6520).
const (
	typeChangeCipherSpec = 20
	typeHeartbeat        = 24
)

// Record says whether b begins with a TLS record, or with the SSLv2 form of a ClientHello (RFC 5246 appendix E.2). It never
// reads beyond the header.
//
//	struct { ContentType type; ProtocolVersion legacy_record_version; uint16 length; ... } TLSPlaintext;
func Record(b []byte) Verdict {
	if len(b) == 0 {
		return More
	}
	if b[0]&0x80 != 0 {
		return sslv2Hello(b)
	}
	if b[0] < typeChangeCipherSpec || b[0] > typeHeartbeat {
		return No
	}
	if len(b) > 1 && b[1] != 3 || len(b) > 2 && b[2] > 4 {
		return No
	}
	if len(b) < HeaderLen {
		return More
	}
	if n := int(b[3])<<8 | int(b[4]); n == 0 || n > maxFragment {
		return No
	}
	return Yes
}

// sslv2Hello recognises an SSLv2 ClientHello: two octets of length with the top bit set, type 1, the version asked for.
func sslv2Hello(b []byte) Verdict {
	want := [...]byte{2: 1, 3: 3}
	for i := 2; i < len(want); i++ {
		if i >= len(b) {
			return More
		}
		if b[i] != want[i] {
			return No
		}
	}
	if len(b) < HeaderLen {
		return More
	}
	if b[4] > 4 {
		return No
	}
	return Yes
}
