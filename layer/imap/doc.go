// Package imap takes octets of IMAP (RFC 9051, RFC 3501 and their extensions) and gives views of them: lines and literals, tags and
// verbs, arguments by the grammar of each command, FETCH data, mailbox names. It depends on the standard library and on gopacket.
//
//   - [Layer] is a view of one line, and of its literals, within a segment; [Lines] walks a segment. No state, no copy.
//   - [Scanner] frames one direction of a stream into lines and literals, however it is cut, over gaps too.
//   - [ParseCommand], [ParseResponse], [Parser], [ArgWalker] and [FetchReader] take lines apart that a Scanner gave.
//   - [LookupCommand] knows the commands, the states they are legal in and their grammar.
//   - [IsPayload] tells IMAP from other protocols, [GuessSide] the server from the client.
//   - [Builder] makes messages, quoted and checked.
//
// Nothing here reads a clock, starts a goroutine, or makes an error or a panic of its input. All but a Scanner, a Parser and the
// walkers, which are one goroutine's own, may be used by several at once.
//
// # Memory
//
// Octets given in are borrowed. What comes out (strings too) is a part of them, valid until they are changed or used again; upper-case
// names of known words are constants. Whoever keeps something longer copies it: strings.Clone, bytes.Clone. Two places copy: a Scanner
// keeps the start of a line whose end has not come, and Layer.Command makes upper case of an unknown verb in lower case.
//
// # Why is the tag checked, and leading space refused?
//
// Class, tag and verb come of one look at the line, so they agree: a line without a legal tag, exactly one space and an atom has no
// tag and no verb either. Servers refuse such lines. Tags may hold every ASTRING-CHAR but "+" (RFC 9051 §9), dots and brackets too.
//
// # Why does Scanner push, and follow announcements by itself?
//
// A sensor gets octets when they come and can lose them; a reader that pulls would have to block. Only whoever sees both directions
// knows that a server refused a literal, or that "{5}" ends a sentence: that one calls NoLiteral. All others get right what is right
// nearly always.
//
// # Why is a literal counted and not kept?
//
// It can have 2^63-1 octets. Its pieces are handed on as they come, without a look at them, and a gap within it is a subtraction.
//
// # Why is what a grammar does not describe secret?
//
// A client that forgets to quote sends half of its password as a third argument of LOGIN, or its credentials in place of a SASL
// mechanism. Forbidding words would never end; so Summary, and whoever goes by ArgKind.Secret, show only what the table allows.
//
// # Why are UID, FETCH and numbers told apart?
//
// "* 12 FETCH" has the verb FETCH and the number 12. Older layers called 12 the command; FirstWord still does. "UID FETCH" has the verb
// UID, as the wire has, and SubCommand and Grammar say the rest.
//
// # Why does a Builder refuse line ends?
//
// "x\r\nA2 LOGOUT" as a user name would be a second command. A string that needs it goes out as a literal; text that cannot be one
// is a fault. Raw and ExtraLine are there for messages that are wrong on purpose.
//
// # Why are a Layer's getters methods of the pointer?
//
// A Layer has 90 octets, too many for registers: inlined methods of the value would copy it once per call, which took half of the time.
// String alone is a method of the value, so that fmt masks secrets for both.
//
// # Why is something done before main?
//
// gopacket keeps its decoders in tables of its own, by number and by port, and a program that imports this package expects them filled:
// LayerType is set by a call. The tables of words and octets are computed once too. Nothing writes to any of them afterwards.
package imap
