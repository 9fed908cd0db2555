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
	var starts [256]bool // octets that a repetition can begin with: few, so that most of a text is passed over at once
	for _, c := range a.hidden {
		starts[lower(c)] = true
	}
	shown := 0
	for i := 0; i+leastEcho <= len(text); {
		if !starts[lower(text[i])] {
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

// longestEcho is the length of the longest prefix of text that stands somewhere in hidden, within one of its lines.
func longestEcho(text, hidden []byte) (best int) {
	for j, c := range hidden {
		if lower(c) != lower(text[0]) {
			continue
		}
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
