package imap

// ArgKind says what an argument of a command is. The zero value is no argument.
type ArgKind uint8

// The kinds of an argument. Those that Secret tells of are never to be shown.
const (
	ArgNone        ArgKind = iota // there is no such argument
	ArgMailbox                    // the mailbox that the command works on
	ArgMailboxTo                  // the mailbox that RENAME, COPY, MOVE write to
	ArgReference                  // LIST: reference name
	ArgPattern                    // LIST: a mailbox pattern, or a list of them
	ArgMechanism                  // AUTHENTICATE: SASL mechanism
	ArgUser                       // LOGIN: user name
	ArgPassword                   // LOGIN: password, secret
	ArgInitial                    // AUTHENTICATE: initial response, secret (RFC 4959)
	ArgSecret                     // anything else that must not be shown
	ArgSequence                   // sequence set
	ArgFetchItems                 // FETCH: an item or a list of items
	ArgModifiers                  // list: (CHANGEDSINCE 5), (UNCHANGEDSINCE 5), (QRESYNC (…)), (USE (\Drafts))
	ArgReturn                     // the list after the word RETURN (RFC 4731, 5258)
	ArgScope                      // ESEARCH: the list after the word IN (RFC 7377)
	ArgCharset                    // SEARCH: the word after CHARSET; SORT and THREAD: the word itself
	ArgSearch                     // search keys up to the end; the strings among them are secret
	ArgSortKeys                   // SORT: list of keys
	ArgAlgorithm                  // THREAD, COMPRESS: algorithm
	ArgStoreOp                    // STORE: FLAGS, +FLAGS.SILENT …
	ArgFlags                      // flag list, or flags up to the end
	ArgDate                       // APPEND: quoted date-time
	ArgMessage                    // APPEND: message, or CATENATE and UTF8 with their lists
	ArgStatusItems                // STATUS: list of items
	ArgListOptions                // LIST: list of selection options before the reference
	ArgIdentifier                 // ACL: identifier
	ArgRights                     // ACL: rights
	ArgQuotaRoot                  // QUOTA: root
	ArgResources                  // SETQUOTA: list of resources and limits
	ArgOptions                    // GETMETADATA: list of options
	ArgEntries                    // GETMETADATA: entry or list of entries
	ArgEntryValues                // SETMETADATA: list of entry and value; the values are secret
	ArgID                         // ID: list of field and value, or NIL; the value of "password" is secret
	ArgCapability                 // ENABLE: capability
	ArgNumber                     // number
	ArgText                       // anything that may be shown
)

// Secret says whether nothing of such an argument may be shown. ArgSearch, ArgEntryValues and ArgID are shown in part.
func (k ArgKind) Secret() bool {
	return k == ArgPassword || k == ArgInitial || k == ArgSecret
}

// Arg is one place in a command's grammar.
type Arg struct {
	Kind     ArgKind
	Optional bool   // may be left out
	Repeat   bool   // may come again: the last place of a grammar
	Word     string // stands before it as an atom of its own ("RETURN", "CHARSET", "IN"); empty: nothing does
}
