package session

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

// mask appends text to dst, with every run of four or more octets that hidden also has (in any case) replaced.
func (a *args) mask(dst, text []byte) []byte {
	switch {
	case len(text) == 0 || len(a.hidden) == 0 && !a.hiddenAll:
		return append(dst, text...)
	case a.hiddenAll:
		return append(dst, hiddenWord...)
	}
	var starts [256]bool // of what a repetition can begin with: little, so that most of a text is passed over at once
	for j := 0; j+leastEcho <= len(a.hidden); j++ {
		starts[run(a.hidden[j:])] = true
	}
	shown := 0
	for i := 0; i+leastEcho <= len(text); {
		if !starts[run(text[i:])] {
			i++
			continue
		}
		n := longestEcho(text[i:], a.hidden)
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

// run mixes the first leastEcho octets of b, in any case, into a number (by the golden ratio).
func run(b []byte) uint8 {
	_ = b[leastEcho-1]
	n := uint32(lower(b[0])) | uint32(lower(b[1]))<<8 | uint32(lower(b[2]))<<16 | uint32(lower(b[3]))<<24
	return uint8(n * 0x9e3779b1 >> 24)
}

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

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 0x20
	}
	return c
}
