package imap

import "bytes"

// shape is where the parts of a line are. All parts are empty where the kind is KindUnknown, but for a tagged BYE or PREAUTH.
type shape struct {
	kind    Kind
	number  bool      // value holds the number before the verb
	word    wordIndex // of the verb; 0: none that we know
	tagEnd  uint32    // the tag is line[:tagEnd]
	verb    uint32    // the verb is line[verb:verbEnd]
	verbEnd uint32    //
	args    uint32    // the arguments are line[args:]
	value   uint64    //
}

// parseShape reads a line without its line end (RFC 9051 §9):
//
//	command          = tag SP (command-any / command-auth / …) CRLF
//	response-tagged  = tag SP resp-cond-state CRLF
//	response-data    = "*" SP (resp-cond-state / … / message-data / …) CRLF
//	message-data     = nz-number SP ("EXPUNGE" / ("FETCH" SP msg-att))
//	continue-req     = "+" SP (resp-text / base64) CRLF
//
// One space is one space: what has two, or a tab, has no shape. "+" alone passes: servers send it.
func parseShape(b []byte) (s shape) {
	s.parse(b)
	return s
}

// parse is parseShape into a zero shape: a Layer holds one, and copying it would take a fifth of the time.
func (s *shape) parse(b []byte) {
	if len(b) == 0 {
		return
	}
	switch b[0] {
	case '*':
		s.parseUntagged(b)
		return
	case '+':
		if len(b) == 1 || b[1] == ' ' {
			s.kind, s.tagEnd, s.verbEnd, s.args = KindContinuation, 1, 1, uint32(min(2, len(b)))
		}
		return
	}
	tag := 0
	for tag < len(b) && octets[b[tag]]&octetTag != 0 {
		tag++
	}
	if tag == 0 || tag == len(b) || b[tag] != ' ' {
		return
	}
	end, ok := atomEnd(b, tag+1)
	if !ok {
		return
	}
	s.kind, s.tagEnd, s.verb = KindClientCommand, uint32(tag), uint32(tag+1)
	s.verbEnd, s.args = uint32(end), argsAfter(b, end)
	s.word = lookupWord(b[tag+1 : end])
	if s.word.is(wordStatus) {
		s.kind = KindTaggedResponse
		if !s.word.is(wordTagged) {
			s.kind = KindUnknown
		}
	}
}

// parseUntagged finds the verb of "* VERB …" and of "* n VERB …".
func (s *shape) parseUntagged(b []byte) {
	if len(b) < 2 || b[1] != ' ' {
		return
	}
	s.kind, s.tagEnd, s.verb, s.verbEnd, s.args = KindUntagged, 1, 2, 2, 2
	end, ok := atomEnd(b, 2)
	if !ok {
		return
	}
	if isDigit(b[2]) && end < len(b) {
		if n, number := parseNumber63(b[2:end]); number {
			if verbEnd, ok := atomEnd(b, end+1); ok {
				s.number, s.value, s.verb, end = true, n, uint32(end+1), verbEnd
			}
		}
	}
	s.verbEnd, s.args = uint32(end), argsAfter(b, end)
	s.word = lookupWord(b[s.verb:end])
}

// atomEnd gives the end of the atom at b[i:], which must be followed by a space or the end of b.
func atomEnd(b []byte, i int) (end int, ok bool) {
	end = i
	for end < len(b) && octets[b[end]]&octetAtom != 0 {
		end++
	}
	return end, end > i && (end == len(b) || b[end] == ' ')
}

func argsAfter(b []byte, verbEnd int) uint32 { return uint32(min(verbEnd+1, len(b))) }

// maxShape is how much of a line is looked at: offsets are 32 bits wide.
const maxShape = 1 << 31

// trimCR drops the CRs at the end of a line: one belongs to the line end, more are seen from broken clients.
func trimCR(line []byte) []byte {
	line = line[:min(len(line), maxShape)]
	for len(line) > 0 && line[len(line)-1] == '\r' {
		line = line[:len(line)-1]
	}
	return line
}

// respText takes apart (RFC 9051 §9)
//
//	resp-text      = ["[" resp-text-code "]" SP] [text]
//	resp-text-code = … / atom [SP 1*<any TEXT-CHAR except "]">]
//
// A "]" within a quoted string does not end the code: BADCHARSET and REFERRAL arguments hold them. The space after "]" may be missing.
func respText(b []byte) (code, args, text []byte) {
	if len(b) < 2 || b[0] != '[' {
		return nil, nil, b
	}
	end, found := sectionEnd(b, 1)
	if !found {
		if end = bytes.IndexByte(b, ']') + 1; end == 0 {
			return nil, nil, b
		}
	}
	code, args, _ = bytes.Cut(b[1:end-1], space)
	text = b[end:]
	if len(text) > 0 && text[0] == ' ' {
		text = text[1:]
	}
	return code, args, text
}

var space = []byte{' '}
