// Package capture is a source of packets: capture files, standard input or a wire come in, Batches of numbered, time-stamped
// frames go out, their octets borrowed and never copied.
//
// # Why files are read in chunks and not mapped
//
// Standard input, gzip and zstd cannot be mapped, and a mapped file that is cut while it is read ends the process (SIGBUS).
// One path serves all: octets are read into chunks of 512 KiB and packets are cut out of them in place. Only a record that a
// chunk's end cuts in two is copied, to the front of the next. Chunks are given back when their last batch is released,
// and the one that came back last is used first: it is the one that the processor's caches still know.
//
// # Why a damaged file is no error of Fill
//
// What stands before the damage counts, and so do the other files. A Fault says which file, which packet and what is wrong,
// at once and to whom the options name; Fill goes on with the next file and in the end says io.EOF like any other source.
//
// # Why a broken clock is no time
//
// A time stamp of a pcapng file before 1970 or after 2116 (a negative number, halves in the wrong order) would end all that waits on
// packet time, or keep it for ever. Such a packet passes for one of the moment of the last, as does a simple packet block's,
// which has no time at all.
//
// # What is bounded
//
// A frame (MaxFrame), a pcapng block that is read whole (twice as much), a section's interfaces (65,536), a zstd window (128 MiB), chunks
// kept for reuse (16), faults told of a file (3). Nothing else grows with what a file says. What is passed over is told.
//
// # Which files are read, and in which order
//
// A directory stands for the files in it, a glob for those that it matches; hidden files are passed over, subdirectories are
// not entered. Whatever else is found there and is no capture is a Fault: silence would hide a broken rotation.
// A file that several names (or links) lead to is read once. Files are read in the order of their first packets' times, then
// of their names; files without a packet come after them, and what can be read only once (standard input, pipes) last,
// in the order named: waiting for its first packet would keep the files waiting. Files are not merged: captures of two
// interfaces that overlap in time are to be merged before (mergecap).
package capture
