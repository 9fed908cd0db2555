// Package sinks takes batches of records and gives them to whoever keeps them: it holds what all sinks share, the
// interface, the account, the queue in front of each and the fan to several. The writers live in packages of their own.
//
// # Why
//
// A sink confirms by Sync and not by Write, because only then is a record safe; its account says so at every moment:
// parsed = delivered + waiting + dropped, where waiting is counted, not remembered, so that the sum cannot drift.
//
// A queue stands in front of each sink and not one before all, so that a slow sink holds up or loses for itself alone.
// It is bounded in batches: that also bounds the batches alive, and with them memory.
package sinks
