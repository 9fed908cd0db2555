package session

import (
	"encoding/base64"
	"encoding/binary"
)

// hiddenWord stands for a secret.
const hiddenWord = "<hidden>"

// leastEcho is the length from which a repetition of a secret is hidden: shorter ones happen by chance in any text.
const leastEcho = 4

// keepSecret keeps p until the command's answer has been searched for it.
func (a *args) keepSecret(p []byte) {
	if len(p) < leastEcho {
		return
	}
	if len(a.hidden)+len(p)+1 > maxHidden {
		a.hiddenAll = true
		p = p[:max(0, maxHidden-len(a.hidden)-1)]
	}
	a.hidden = append(append(a.hidden, p...), '\n')
}

// keepEncoded keeps what base64 makes of a password, wherever in a message it stands: all of it that no other octet has a part in.
func (a *args) keepEncoded(p []byte) {
	var message, encoded [4 * maxEncoded]byte
	if len(p) == 0 || len(p) > maxEncoded {
		return
	}
	for before := range 3 {
		n := before + copy(message[before:], p)
		base64.StdEncoding.Encode(encoded[:], message[:n])
		a.keepSecret(encoded[(8*before+5)/6 : 8*n/6])
	}
	clear(message[:])
	clear(encoded[:])
}

// maxEncoded is the longest password whose base64 is looked for.
const maxEncoded = 64

// mask appends text to dst, with every run of four or more octets that hidden also has (in any case) replaced.
func (a *args) mask(dst, text []byte) []byte {
	switch {
	case len(text) == 0 || len(a.hidden) == 0 && !a.hiddenAll:
		return append(dst, text...)
	case a.hiddenAll:
		return append(dst, hiddenWord...)
	}
	return maskRuns(dst, text, a.hidden)
}

// maskRuns is mask for secrets that stand a line each.
func maskRuns(dst, text, hidden []byte) []byte {
	var starts [256]bool // of what a repetition can begin with: little, so that most of a text is passed over at once
	for j := 0; j+leastEcho <= len(hidden); j++ {
		starts[run(hidden[j:])] = true
	}
	shown := 0
	for i := 0; i+leastEcho <= len(text); {
		if !starts[run(text[i:])] {
			i++
			continue
		}
		n := longestEcho(text[i:], hidden)
		if n < leastEcho {
			i++
			continue
		}
		dst = append(append(dst, text[shown:i]...), hiddenWord...)
		i += n
		shown = i
	}
	return append(dst, text[shown:]...)
}

// run is a small number made of the first leastEcho octets of b, in any case.
func run(b []byte) uint8 { return uint8(mix(b) >> 24) }

// places are two numbers of 12 bits made of them.
func places(b []byte) [2]uint32 {
	n := mix(b)
	return [2]uint32{n >> 20, n >> 8 & 0xfff}
}

// mix scatters the first leastEcho octets of b (by the golden ratio). What lower makes equal is equal here, and some more is.
func mix(b []byte) uint32 { return (binary.LittleEndian.Uint32(b) | 0x20202020) * 0x9e3779b1 }

// longestEcho is the length of the longest prefix of text that stands somewhere in hidden, within one of its lines.
func longestEcho(text, hidden []byte) (best int) {
	for j := range hidden {
		n := 0
		for n < len(text) && j+n < len(hidden) && hidden[j+n] != '\n' && lower(text[n]) == lower(hidden[j+n]) {
			n++
		}
		best = max(best, n)
	}
	return best
}

// lower makes one of the two cases. Beyond ASCII it tells less apart than there is, which hides the other case of Latin-1, and of most
// letters in UTF-8, too.
func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' || c >= 0x80 {
		return c | 0x20
	}
	return c
}
