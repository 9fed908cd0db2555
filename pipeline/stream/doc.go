// Package stream puts connections together: TCP segments come in, in any order, and out come each direction's octets in order,
// the gaps in them, and the end.
//
// # Why octets are rarely copied
//
// A segment that is next in line goes to the Listener as it was captured. Only octets that must wait are copied, into blocks
// that are used again, counted by the room they take, bounded for each connection and for each of the 64 Trackers. Where there is no
// room, what is missing is given up as a gap. The last 64 delivered octets of a direction are kept to compare retransmissions
// with; beyond those and the held ones a retransmission with other octets goes unnoticed. The first copy always wins.
//
// # Why directions wait for each other
//
// Octets are not delivered before the opposite octets that their segment acknowledges: a capture whose answers stand before their
// commands then tells the same story. The wait ends after 100 ms of packet time or 64 later segments of the connection; then what is
// missing is a gap. A side that sent nothing during a whole wait is not waited for until it speaks (one-sided captures). Where
// two segments wait for each other, one is a repetition sent after the answer: the one captured later, whose octets go first.
//
// # Why a gap needs a witness
//
// A hole may be a loss of the network, which the sender repeats, or of the capture. An acknowledgement beyond it proves the
// latter, and the wait above allows for reordering. Where nobody is seen to acknowledge, three seconds decide.
//
// # Why the start of a connection found midstream is held
//
// Without a SYN the first segment seen may not be the first sent. It is held for the wait above, so that earlier ones can still come,
// and so that there is more to tell by who is the server.
//
// # Why automatic checksums leave it to the acknowledgements
//
// A bad segment that the host drops and the sensor reads is an insertion. But with checksum offload, or in an anonymised capture, all
// are bad. So a wrong one is kept aside where its direction has shown a right one before (a partial one, an offload's mark, is taken).
// If right segments bring the same octets, it is dropped. If the other side acknowledges octets that nothing else has brought,
// the host took them, and that direction's checksums are ignored from then on.
package stream
