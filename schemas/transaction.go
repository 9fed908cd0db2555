package schemas

// Transaction is a command and its tagged response. A pointer is nil where there is no value and 0 would be one;
// Batch.Int and its siblings give such pointers without allocating.
type Transaction struct {
	Common

	// Depth is 1 for the session's first command, then counts in the order of the wire.
	Depth uint32 `json:"depth"`
	// Tag is the command's tag as sent, at most 64 octets.
	Tag string `json:"tag" max:"64"`
	// Command is the command's name, upper case; UID FETCH for the UID forms.
	Command string `json:"command"`
	// Args are the arguments by the command's grammar, without secrets, at most 512 octets; a literal reads <N octets>, a secret <hidden>.
	Args string `json:"args,omitempty" max:"512"`
	// ArgsOctets is the arguments' true length, literals included.
	ArgsOctets uint64 `json:"args_octets"`
	// Mailbox is the one that the command names, else the selected one.
	Mailbox string `json:"mailbox,omitempty"`
	// MailboxTo is the destination of RENAME, COPY and MOVE.
	MailboxTo string `json:"mailbox_to,omitempty"`
	// ReadOnly says that the mailbox is read-only; absent where no mailbox is selected.
	ReadOnly *bool `json:"read_only,omitempty"`
	// UIDValidity is what SELECT and EXAMINE answered.
	UIDValidity *uint32 `json:"uidvalidity,omitempty"`
	// Exists is the number of messages that SELECT and EXAMINE answered.
	Exists *uint64 `json:"exists,omitempty"`
	// SequenceSet is the message set of FETCH, STORE, COPY, MOVE, EXPUNGE and their UID forms.
	SequenceSet string `json:"sequence_set,omitempty"`
	// Items are FETCH item names, SEARCH key names, SORT keys, STATUS items, STORE operation and flags.
	Items []string `json:"items,omitempty"`
	// User is who is logged in after this transaction; in LOGIN and AUTHENTICATE who tried.
	User string `json:"user,omitempty"`
	// Authzid is the authorization identity where it was sent.
	Authzid string `json:"authzid,omitempty"`
	// AuthMechanism is the SASL mechanism; LOGIN for the LOGIN command.
	AuthMechanism string `json:"auth_mechanism,omitempty"`
	// AuthOutcome is success, failure or cancelled; absent if unanswered.
	AuthOutcome string `json:"auth_outcome,omitempty" enum:"success,failure,cancelled"`
	// AuthExposure is what a listener on this wire saw: none, password, derived or token.
	AuthExposure string `json:"auth_exposure,omitempty" enum:"none,password,derived,token"`
	// CredentialHash is a keyed HMAC of the password, only when a key is configured.
	CredentialHash string `json:"credential_hash,omitempty"`
	// ACLIdentifier is the identifier of SETACL and DELETEACL.
	ACLIdentifier string `json:"acl_identifier,omitempty"`
	// ACLRights are the rights of SETACL.
	ACLRights string `json:"acl_rights,omitempty"`
	// State is the session's state when the command was executed: not_authenticated, authenticated, selected or logout; absent when unknown.
	State string `json:"state,omitempty" enum:"not_authenticated,authenticated,selected,logout"`
	// Status is OK, NO or BAD; BYE when the server said goodbye and ended; absent: never answered.
	Status string `json:"status,omitempty" enum:"OK,NO,BAD,BYE"`
	// Code is the response code, upper case.
	Code string `json:"code,omitempty"`
	// CodeArgs are the response code's arguments.
	CodeArgs string `json:"code_args,omitempty"`
	// Text is the human text after the code, at most 256 octets.
	Text string `json:"text,omitempty" max:"256"`
	// Alert is the text of an untagged [ALERT] within the transaction.
	Alert string `json:"alert,omitempty"`
	// LatencyUS is what the client waited: completion of the tagged response minus completion of the command, in microseconds.
	LatencyUS *int64 `json:"latency_us,omitempty"`
	// ServiceUS is the latency without the queue of pipelining: from the later of the command's completion and the previous tagged response.
	ServiceUS *int64 `json:"service_us,omitempty"`
	// FirstResponseUS is from there to the first server octet after it.
	FirstResponseUS *int64 `json:"first_response_us,omitempty"`
	// ContinuationUS is what the server took for its continuation requests.
	ContinuationUS *int64 `json:"continuation_us,omitempty"`
	// ClientUS is what the client took to send the command, without ContinuationUS.
	ClientUS *int64 `json:"client_us,omitempty"`
	// DurationUS is from the command's first octet to the tagged response's last.
	DurationUS *int64 `json:"duration_us,omitempty"`
	// IdleUS is, of IDLE, from the continuation request to DONE.
	IdleUS *int64 `json:"idle_us,omitempty"`
	// Continuations counts the continuation requests that were answered.
	Continuations uint32 `json:"continuations"`
	// Pipelined counts the commands still unanswered when this one was sent.
	Pipelined uint32 `json:"pipelined"`
	// RequestOctets are the IMAP octets of the command, framing and literals included.
	RequestOctets uint64 `json:"request_octets"`
	// ResponseOctets are the IMAP octets of the responses, framing and literals included.
	ResponseOctets uint64 `json:"response_octets"`
	// Literals counts literals of both directions.
	Literals uint32 `json:"literals"`
	// LiteralOctets are their octets.
	LiteralOctets uint64 `json:"literal_octets"`
	// Untagged counts the untagged responses within the transaction.
	Untagged uint32 `json:"untagged"`
	// Messages counts the messages that the command touched; absent where the server does not tell.
	Messages *uint64 `json:"messages,omitempty"`
	// BodyOctets are octets of message content fetched or appended; absent for commands that carry none.
	BodyOctets *uint64 `json:"body_octets,omitempty"`
	// Peek says that a FETCH of content does not set \Seen.
	Peek *bool `json:"peek,omitempty"`
	// Attribution says how sure messages and body_octets belong to this command: exact, or shared with another open one.
	Attribution string `json:"attribution,omitempty" enum:"exact,shared"`
	// TLS is what carried it: none, starttls or implicit.
	TLS string `json:"tls,omitempty" enum:"none,starttls,implicit"`
	// Compressed says that it was inside COMPRESS=DEFLATE.
	Compressed bool `json:"compressed"`
	// End is complete, or why there is no answer: bye, closed, reset, timeout, end_of_capture, stopped, gap or limit.
	End string `json:"end" enum:"complete,bye,closed,reset,timeout,end_of_capture,stopped,gap,limit"`
	// GapOctets are octets never seen inside it.
	GapOctets uint64 `json:"gap_octets"`
	// DroppedPackets counts packets that the sensor had to drop meanwhile on its worker.
	DroppedPackets uint64 `json:"dropped_packets"`
	// Weird names the anomalies seen within it.
	Weird []string `json:"weird,omitempty" format:"weird"`
}
