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
	ArgSearch                     // search program up to the end, and its parentheses; an ArgWalker tells the next three apart
	ArgSearchKey                  // SEARCH: name of a key
	ArgSearchValue                // SEARCH: date, number, sequence set, keyword, header name
	ArgSearchText                 // SEARCH: what is looked for, secret
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
	ArgEntryValues                // SETMETADATA: list of entry and value; an ArgWalker gives ArgEntries and ArgSecret
	ArgID                         // ID: list of field and value, or NIL; an ArgWalker gives ArgIDField and ArgIDValue or ArgSecret
	ArgIDField                    // ID: name of a field
	ArgIDValue                    // ID: value of a field whose name does not speak of secrets
	ArgCapability                 // ENABLE: capability
	ArgNumber                     // number
	ArgText                       // anything that may be shown
	ArgWord                       // the word that stands before an optional place: RETURN, CHARSET, IN
)

// Secret says whether nothing of such an argument may be shown. What no place of a grammar describes is secret too: it can be the
// part of a password that the client forgot to quote. Kinds that mix (ArgSearch, ArgEntryValues, ArgID, ArgMessage) are not shown as
// a whole either; an ArgWalker names what is in them.
func (k ArgKind) Secret() bool {
	switch k {
	case ArgNone, ArgPassword, ArgInitial, ArgSecret, ArgSearchText:
		return true
	}
	return false
}

// Arg is one place in a command's grammar.
type Arg struct {
	Kind     ArgKind
	Optional bool   // may be left out
	Repeat   bool   // may come again: the last place of a grammar
	Word     string // stands before it as an atom of its own ("RETURN", "CHARSET", "IN"); empty: nothing does
}
