// Command layer takes a file of IMAP lines and prints how long layer/imap needs for each: the four classes, tag,
// command, args and status, as bench/seed does with the Rust crate whose layer it succeeds.
//
//	layer -make LINES.txt     writes the lines: commands, tagged responses and FETCH data, mixed
//	layer LINES.txt
//
// # Why
//
// The two give the same figures of the same lines by the same method, so make bench-seed can let them take turns. It
// says no more than that: the crate returns strings of its own, ours are views of the caller's octets. Who keeps them
// has to copy them.
package main
