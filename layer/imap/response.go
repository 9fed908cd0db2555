package imap

// Response is a line of the server, taken apart. Its octets belong to the line.
type Response struct {
	Kind      Kind   // KindUntagged, KindContinuation, KindTaggedResponse; KindUnknown for all else
	HasNumber bool   // untagged data about a message or a count: "* 12 FETCH …"
	Number    uint64 //
	Tag       []byte // of a tagged response, and of a tagged BYE or PREAUTH, whose Kind is KindUnknown: they answer nothing (RFC 9051 §7.1)
	Verb      string // FETCH, LIST, OK …: upper case if known, else a view of what was sent
	Status    string // the verb if it is OK, NO, BAD, BYE or PREAUTH
	Code      string // response code: upper case if known, else a view of what was sent; empty: none
	CodeArgs  []byte // what follows the code within the brackets
	Text      []byte // human text after the code, or after "+"
	Args      []byte // everything after the verb, as sent; after "+ " of a continuation
}

// ParseResponse takes a line of the server apart: the Text of a Scanner's line.
func ParseResponse(line []byte) Response {
	line = trimCR(line)
	s := parseShape(line)
	if s.kind == KindClientCommand || s.kind == KindUnknown && s.word == 0 {
		return Response{}
	}
	r := Response{Kind: s.kind, HasNumber: s.number, Number: s.value, Args: line[s.args:]}
	switch s.kind {
	case KindContinuation:
		r.setText(r.Args)
		return r
	case KindTaggedResponse, KindUnknown:
		r.Tag = line[:s.tagEnd]
	}
	if s.word == 0 {
		r.Verb = viewString(line[s.verb:s.verbEnd])
		return r
	}
	r.Verb = s.word.name()
	if s.word.is(wordStatus) && !s.number {
		r.Status = r.Verb
		r.setText(r.Args)
	}
	return r
}

func (r *Response) setText(b []byte) {
	code, args, text := respText(b)
	r.Code, r.CodeArgs, r.Text = codeName(code), args, text
}

// codeName gives a known response code in upper case without an allocation.
func codeName(b []byte) string {
	if w := lookupWord(b); w.is(wordCode) && equalFold(b, w.name()) {
		return w.name()
	}
	return viewString(b)
}

// IsCode says whether name is a known response code, in any case.
func IsCode(name string) bool {
	w := lookupWord(viewBytes(name))
	return w.is(wordCode) && equalFold(viewBytes(name), w.name())
}

// codeNames are the response codes of RFC 9051 §7.1, of RFC 5530 and of the extensions.
var codeNames = [...]string{"ALERT", "ALREADYEXISTS", "APPENDUID", "AUTHENTICATIONFAILED", "AUTHORIZATIONFAILED", "BADCHARSET",
	"CANNOT", "CAPABILITY", "CLIENTBUG", "CLOSED", "CONTACTADMIN", "COPYUID", "CORRUPTION", "EXPIRED", "EXPUNGEISSUED",
	"HASCHILDREN", "INUSE", "LIMIT", "NONEXISTENT", "NOPERM", "OVERQUOTA", "PARSE", "PERMANENTFLAGS", "PRIVACYREQUIRED", "READ-ONLY",
	"READ-WRITE", "SERVERBUG", "TRYCREATE", "UIDNEXT", "UIDNOTSTICKY", "UIDVALIDITY", "UNAVAILABLE", "UNKNOWN-CTE", // RFC 9051, 5530
	"UNSEEN", "NEWNAME", "REFERRAL", // RFC 3501, 2221
	"BADURL", "TOOBIG", // RFC 4469
	"URLMECH",                                                          // RFC 4467
	"ANNOTATE", "ANNOTATIONS", "BADCOMPARATOR", "BADEVENT", "METADATA", // RFC 5257, 5255, 5465, 5464
	"COMPRESSIONACTIVE",                                             // RFC 4978
	"HIGHESTMODSEQ", "MODIFIED", "NOMODSEQ", "NOTIFICATIONOVERFLOW", // RFC 7162, 5465
	"NOUPDATE", "NOTSAVED", "MAXCONVERTMESSAGES", "MAXCONVERTPARTS", "TEMPFAIL", // RFC 5267, 5182, 5259
	"UNDEFINED-FILTER", "USEATTR", "MAILBOXID", // RFC 5466, 6154, 8474
	"INPROGRESS", "MESSAGELIMIT", "UIDREQUIRED", "THROTTLED", "WEBALERT", // RFC 9585, 9738, 9586; Gmail and Yahoo
}
