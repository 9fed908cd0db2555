// Package session takes both directions of one IMAP connection, octets in order and gaps, and gives out what was said: a record
// for each transaction, one for the session, one for each anomaly.
//
// A worker makes one Sessions with New and calls Open for each connection. The listener that Open gives is told the octets; it
// borrows them for the call, and writes records into the worker's batch as soon as they are complete. Nothing in the input is an
// error: what breaks a rule is an anomaly of a closed list, and what is beyond a limit is counted and marked.
//
// # Why both directions in one place
//
// IMAP's framing depends on the other side: a synchronising literal follows only if the server did not refuse it, a line is SASL
// data only while AUTHENTICATE is unanswered, what follows STARTTLS is a command if the server said NO. So the session tells each
// direction's Scanner what to expect, and relies on its caller for octets in the order that acknowledgements prove.
//
// # Why commands are open in a list
//
// Clients pipeline a few commands at most, servers answer in order nearly always, and tags may repeat. The oldest open command of
// a tag is found by a walk from the front, which is the first step in ordinary traffic; a map would cost more than it saves.
// Commands are recycled by the worker, not by the connection: an idle connection holds none.
//
// # Why secrets cannot slip through
//
// A record shows arguments only where the command's grammar gives them a place that may be shown, and the shape of that place;
// everything else is a count of octets. Hidden octets are kept until the answer has been searched for repetitions, the last few
// longer, for later answers and alerts, then overwritten. A command that is not in the table is shown only once the server has
// answered its tag, or the session is known to be authenticated. After a gap, a literal that was refused or that only looked like
// one, and in the place of a SASL answer, a line can be anything: tag, command and arguments are shown once the server has answered
// the tag with OK or NO. BAD proves nothing, for servers answer "hunter2 x" with "hunter2 BAD".
//
// # Why the state is taken at the answer
//
// A pipelined command is executed after all before it. The state that its record shows is therefore the session's when its
// answer comes, before its own effect; for a command without an answer, before the effect of the first later one.
//
// # Why an answered command can still be open
//
// A server may answer before the client has sent all (LITERAL+, a SASL line that crossed a refusal). The record waits for the rest
// of the command, so that its octets are right, and its latency is 0.
package session
