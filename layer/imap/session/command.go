package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/capture"
)

// Sizes of what a command keeps for its record.
const (
	maxTag       = 64      // octets of a tag that are shown
	maxName      = 64      // octets of an unknown command's name that are shown
	maxArgs      = 512     // octets of arguments that are shown
	maxText      = 256     // octets of human text that are shown
	maxUser      = 256     // octets of a user name
	maxMailbox   = 1024    // octets of a mailbox name; servers stop at 255 to 1,000
	keepLiteral  = 1 << 10 // the largest literal that is read as an argument: names and search text, not messages
	maxHidden    = 1 << 10 // octets of secrets kept until the answer has been searched for them
	maxItems     = 32      // names in a record's items
	keepBuffer   = 4 << 10 // larger buffers are not recycled
	maxOwed      = 4       // continuation requests that a client may run ahead of and still be timed one by one
	maxSequences = 16      // ranges of a sequence set by which data is told apart
)

// span is a part of a command's buffer.
type span struct{ off, n uint16 }

// status is a command's answer.
type status uint8

const (
	statusNone status = iota
	statusOK
	statusNO
	statusBAD
	statusBYE
	statusPREAUTH
)

var statusNames = [...]string{"", imap.StatusOK, imap.StatusNO, imap.StatusBAD, imap.StatusBYE, imap.StatusPreauth}

// String is the record's word.
func (s status) String() string { return statusNames[s] }

// Room that a command has for what it keeps, so that it lies together: what ordinary commands and their answers need.
const (
	roomKept  = 320
	roomShown = 96
	roomItems = 16
)

// command is one that is open: sent and not yet answered, or answered before it was all sent. It is recycled; its spans point into buf.
// Thousands wait at once, so that an answer finds its command in no near cache: what only the client's side needs stands apart.
type command struct {
	facts
	reading
	sequence sequences
	kept     [roomKept]byte // where buf, shown and items begin
	written  [roomShown]byte
	listed   [roomItems]span
}

// reading is what reads the arguments, line by line. A command keeps it where it goes on after a literal.
type reading struct {
	parser imap.Parser
	walker imap.ArgWalker
}

// facts are what is known of a command. They are cleared for the next.
type facts struct {
	next *command // the next younger open one

	spec       *imap.Command // nil: not in the table
	buf        []byte
	hash       uint32
	tag        span
	name       span // of an unknown command
	verb       verb
	uid        bool // a UID form
	hide       bool // an unknown line in a session not known to be authenticated: shown only if the server takes it for a command
	secretName bool // shown not even then
	doubt      bool // perhaps no command at all: shown once the server has answered it with OK or NO
	depth      uint32
	opened     uint32 // commands open when it was sent
	weird      weirdSet
	dropped    uint64        // the flow's dropped packets when it was sent
	first      capture.Stamp // of its first octet
	last       capture.Stamp // of the last octet that belongs to it

	client
	server
	work
	args
	auth
}

// client is what the client did.
type client struct {
	complete      bool
	lost          bool // a completing octet is in a gap
	plusSeen      bool
	doneSeen      bool // DONE came
	waiting       bool // for a "+" before the literal's octets
	literalHole   bool // octets of the literal are in a gap
	refused       bool // the literal that it announced was
	literals      uint32
	answers       uint32 // continuation requests that it answered
	nowed         int
	plus          int // continuation requests that the client has not answered
	done          capture.Time
	request       uint64
	requestGap    uint64
	waited        int64 // for continuation requests
	literalOctets uint64
	idle          int64
	idleFrom      capture.Time
	lineDone      capture.Time // when IDLE's line was there
	asked         capture.Time
	announced     uint64 // the literal's size
	owed          [maxOwed]capture.Time
}

// server is what the server answered.
type server struct {
	status           status
	answeredAt       capture.Stamp
	code             span
	codeArgs         span
	text             span
	firstAt          capture.Time // first server octet after completion
	firstSeen        bool
	lostAnswer       bool // server octets went missing while it was open
	response         response
	prev             capture.Time // completion of the tagged response before its own
	prevKnown        bool
	prevFirst        capture.Time // the first server octet after that
	state            stateName    // when it was executed
	frozen           bool         // the next three have their values
	selected         string       // the mailbox then
	selectedReadOnly bool
	after            string // who is logged in after it
}

// response sums what came between two tagged responses.
type response struct {
	octets        uint64
	untagged      uint32
	literals      uint32
	literalOctets uint64
	gap           uint64
	alert         span // text of an untagged [ALERT], in the command's buffer
}

// work is what the command did to messages.
type work struct {
	wants      itemSet // what FETCH asked for, what STORE is answered with
	messages   uint64
	counted    bool // messages has a value
	body       uint64
	hasBody    bool
	content    bool // FETCH asks for content
	seen       bool // ... in a way that sets \Seen
	shared     bool
	attributed bool
	expanded   uint64 // what ESEARCH ALL added, which COUNT says again
	uidv       uint32
	hasUIDV    bool
	exists     uint64
	hasExists  bool
	readOnly   bool
	numbers    intervals
}

// text gives the octets of a span.
func (c *command) view(s span) []byte { return c.buf[s.off : int(s.off)+int(s.n)] }

// keep copies p, at most limit octets of it, into the command's buffer.
func (c *command) keep(p []byte, limit int) span {
	p = p[:min(len(p), limit, 1<<16-1-len(c.buf))]
	s := span{uint16(len(c.buf)), uint16(len(p))}
	c.buf = append(c.buf, p...)
	return s
}

// newCommand gives one that begins in its own room.
func newCommand() *command {
	c := &command{}
	c.buf, c.shown, c.items = c.kept[:0], c.written[:0], c.listed[:0]
	return c
}

// clear makes the command ready for another use and overwrites what was secret. What reads arguments is set when a command opens.
func (c *command) clear() {
	clear(c.hidden)
	clear(c.literal)
	buf, shown, hidden, literal, items, list := c.buf[:0], c.shown[:0], c.hidden[:0], c.literal[:0], c.items[:0], c.numbers.list[:0]
	if cap(buf) > keepBuffer {
		buf = c.kept[:0]
	}
	c.facts = facts{}
	c.buf, c.shown, c.hidden, c.literal, c.items, c.numbers.list = buf, shown, hidden, literal, items, list
}
