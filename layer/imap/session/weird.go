package session

import (
	"math/bits"

	"github.com/imaplog/imaplog/schemas"
)

// weird is one of the closed list of anomalies. The rule that each breaks stands beside it.
type weird uint8

const (
	weirdNone                      weird = iota
	weirdSTARTTLSCommandInjection        // client octets after STARTTLS that are no TLS: RFC 9051 section 6.2.1
	weirdSTARTTLSResponseInjection       // server octets after its tagged OK that are no TLS: RFC 9051 section 11.1
	weirdSTARTTLSStripped                // offered before, not now: RFC 9051 section 11.1; found after the merge
	weirdPlaintextAfterSTARTTLS          // the client goes on in plaintext after the OK: RFC 9051 section 6.2.1
	weirdPREAUTHGreeting                 // rules out STARTTLS: RFC 9051 section 7.1.4
	weirdUntaggedBeforeTLS               // data or an alert that a client may take as protected: RFC 9051 section 11.1
	weirdTagReused                       // while the earlier command is open: RFC 9051 section 2.2.1
	weirdUnknownTag                      // answers no command: RFC 9051 section 2.2.2
	weirdTaggedBYE                       // BYE is untagged: RFC 9051 section 7.1.5
	weirdLineTooLong                     // beyond the limit: RFC 7162 section 4
	weirdLiteralTooLong                  // beyond the limit: RFC 7888 section 4
	weirdNestingTooDeep                  // beyond the limit: RFC 9051 section 4.4
	weirdTooManyPending                  // beyond the limit: RFC 9051 section 5.5
	weirdBareLF                          // line end without CR: RFC 9051 section 2.2
	weirdNULOctet                        // outside of a literal8: RFC 9051 section 4.3.1
	weirdInvalidTag                      // not a tag: RFC 9051 section 9
	weirdInvalidLiteral                  // a size beyond 63 bits: RFC 9051 section 9
	weirdCompressError                   // does not inflate: RFC 4978 section 4
	weirdOverlapMismatch                 // two copies differ: RFC 9293 section 3.10
	weirdChecksumError                   // wrong TCP checksum: RFC 9293 section 3.1
	weirdGap                             // octets that were never seen
	weirdMidstream                       // the beginning was not seen
	weirdNotIMAP                         // no IMAP: RFC 9051 section 2.2
	weirds                               // how many there are
)

// String is the record's word.
func (w weird) String() string { return weirdNames[w] }

// weirdNames are shared by all records: none is ever copied.
var weirdNames = [weirds]string{
	weirdSTARTTLSCommandInjection:  schemas.WeirdSTARTTLSCommandInjection,
	weirdSTARTTLSResponseInjection: schemas.WeirdSTARTTLSResponseInjection,
	weirdSTARTTLSStripped:          schemas.WeirdSTARTTLSStripped,
	weirdPlaintextAfterSTARTTLS:    schemas.WeirdPlaintextAfterSTARTTLS,
	weirdPREAUTHGreeting:           schemas.WeirdPREAUTHGreeting,
	weirdUntaggedBeforeTLS:         schemas.WeirdUntaggedBeforeTLS,
	weirdTagReused:                 schemas.WeirdTagReused,
	weirdUnknownTag:                schemas.WeirdUnknownTag,
	weirdTaggedBYE:                 schemas.WeirdTaggedBYE,
	weirdLineTooLong:               schemas.WeirdLineTooLong,
	weirdLiteralTooLong:            schemas.WeirdLiteralTooLong,
	weirdNestingTooDeep:            schemas.WeirdNestingTooDeep,
	weirdTooManyPending:            schemas.WeirdTooManyPending,
	weirdBareLF:                    schemas.WeirdBareLF,
	weirdNULOctet:                  schemas.WeirdNULOctet,
	weirdInvalidTag:                schemas.WeirdInvalidTag,
	weirdInvalidLiteral:            schemas.WeirdInvalidLiteral,
	weirdCompressError:             schemas.WeirdCompressError,
	weirdOverlapMismatch:           schemas.WeirdOverlapMismatch,
	weirdChecksumError:             schemas.WeirdChecksumError,
	weirdGap:                       schemas.WeirdGap,
	weirdMidstream:                 schemas.WeirdMidstream,
	weirdNotIMAP:                   schemas.WeirdNotIMAP,
}

// weirdSet is a set of them, one bit each.
type weirdSet uint32

func (s *weirdSet) add(w weird) { *s |= 1 << w }

// names gives the list for a record, in the order of the enumeration; it lives as long as the batch.
func (s weirdSet) names(out *schemas.Batch) []string {
	if s == 0 {
		return nil
	}
	var list [weirds]string
	n := 0
	for ; s != 0; s &= s - 1 {
		list[n] = weirdNames[bits.TrailingZeros32(uint32(s))]
		n++
	}
	return out.Strings(list[:n])
}
