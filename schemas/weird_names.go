package schemas

// The closed list of anomalies; the record of each and the transactions and sessions that it touched carry the name.
// Each comment says what was seen and which rule it breaks.
const (
	// WeirdSTARTTLSCommandInjection: octets after STARTTLS in its segment that are no TLS (RFC 9051 section 6.2.1, CVE-2011-0411).
	WeirdSTARTTLSCommandInjection = "starttls_command_injection"
	// WeirdSTARTTLSResponseInjection: plaintext responses after the tagged OK of STARTTLS, before TLS began (RFC 9051 section 11.1).
	WeirdSTARTTLSResponseInjection = "starttls_response_injection"
	// WeirdSTARTTLSStripped: a server that offered STARTTLS before does not offer it now (RFC 9051 section 11.1).
	WeirdSTARTTLSStripped = "starttls_stripped"
	// WeirdPlaintextAfterSTARTTLS: plaintext where TLS was agreed (RFC 9051 section 6.2.1).
	WeirdPlaintextAfterSTARTTLS = "plaintext_after_starttls"
	// WeirdPREAUTHGreeting: a PREAUTH greeting, which rules out STARTTLS (RFC 9051 section 7.1.4).
	WeirdPREAUTHGreeting = "preauth_greeting"
	// WeirdUntaggedBeforeTLS: untagged data before STARTTLS that a client may take as protected (RFC 9051 section 11.1).
	WeirdUntaggedBeforeTLS = "untagged_before_tls"
	// WeirdTagReused: a tag of a command that is still open (RFC 9051 section 2.2.1).
	WeirdTagReused = "tag_reused"
	// WeirdUnknownTag: a tagged response to no command (RFC 9051 section 2.2.2).
	WeirdUnknownTag = "unknown_tag"
	// WeirdTaggedBYE: BYE with a tag; it is always untagged (RFC 9051 section 7.1.5).
	WeirdTaggedBYE = "tagged_bye"
	// WeirdLineTooLong: a line longer than the sensor's limit (RFC 7162 section 4 recommends 8192 octets).
	WeirdLineTooLong = "line_too_long"
	// WeirdLiteralTooLong: a literal longer than the sensor's limit (RFC 7888 section 4).
	WeirdLiteralTooLong = "literal_too_long"
	// WeirdNestingTooDeep: parentheses deeper than the sensor's limit (RFC 9051 section 4.4).
	WeirdNestingTooDeep = "nesting_too_deep"
	// WeirdTooManyPending: more unanswered commands than the sensor's limit (RFC 9051 section 5.5).
	WeirdTooManyPending = "too_many_pending"
	// WeirdBareLF: a line that ends without CR (RFC 9051 section 2.2).
	WeirdBareLF = "bare_lf"
	// WeirdNULOctet: an octet 0 outside a binary literal (RFC 9051 section 4.3.1).
	WeirdNULOctet = "nul_octet"
	// WeirdInvalidTag: a tag with characters that it must not have (RFC 9051 section 9, tag).
	WeirdInvalidTag = "invalid_tag"
	// WeirdInvalidLiteral: a literal's size that is no number of its grammar (RFC 9051 section 9, literal).
	WeirdInvalidLiteral = "invalid_literal"
	// WeirdCompressError: octets after COMPRESS that do not inflate (RFC 4978 section 4).
	WeirdCompressError = "compress_error"
	// WeirdOverlapMismatch: a retransmission with other octets than the first copy (RFC 9293 section 3.10).
	WeirdOverlapMismatch = "overlap_mismatch"
	// WeirdChecksumError: a TCP checksum that is wrong (RFC 9293 section 3.1).
	WeirdChecksumError = "checksum_error"
	// WeirdGap: octets that were never seen.
	WeirdGap = "gap"
	// WeirdMidstream: a connection whose beginning was not seen.
	WeirdMidstream = "midstream"
	// WeirdNotIMAP: octets on an IMAP connection that are no IMAP (RFC 9051 section 2.2).
	WeirdNotIMAP = "not_imap"
)
