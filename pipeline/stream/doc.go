// Package stream puts connections together: TCP segments come in, in any order, and out come each direction's octets in order,
// the gaps in them, and the end.
//
// # Why octets are rarely copied
//
// A segment that is next in line goes to the Listener as it was captured. Only octets that must wait are copied, into blocks
// that are used again, counted by the room they take, bounded for each connection and for each of the 64 Trackers. Where there is no
// room, what is missing is given up as a gap. The last 64 delivered octets of a direction are kept to compare retransmissions
// with; beyond those and the held ones a retransmission with other octets goes unnoticed. The first copy wins, but a held one with a
// wrong checksum gives way to one with a right one.
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
// latter, and the wait above allows for reordering. Where nobody is seen to acknowledge, three seconds decide. But anybody can forge
// an acknowledgement of octets that are yet to be sent. So nothing is given up for it before octets wait behind the hole, or
// opposite ones for it, or the connection ends: then a forged one shows as a gap that was none. Left: forged octets in sequence that
// acknowledge too much are delivered after the wait, and the true octets in the gap before them are then taken for repeated ones.
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
// the host took them, the listener is told of a wrong checksum, and that direction's are ignored from then on. The end of the capture
// has them believed too; a timeout and a full table do not. Left: a forged acknowledgement with a right checksum makes them believed.
//
// # Why a RST, a SYN or a FIN is a claim
//
// Hosts ignore a RST beside the exact next number, or a SYN within a connection (RFC 5961), and some RSTs never reach them; the sensor
// saw them all. Each ends the connection for the listener, since most are true. If its seeming sender sends more octets, or acknowledges
// what came since, or no SYN-ACK answers a SYN and the old numbers go on, a new connection begins there, found midstream, with what
// was kept meanwhile. A RST ahead of the octets whose sender goes on after the wait is withdrawn. Octets that run over a FIN ahead of
// them refute it, and so does an acknowledgement of octets beyond; those that were cut off there are then a gap. Left: a forged SYN-ACK
// that comes before the true one with a right checksum sets the numbers, and where one side only is captured, a RST is believed.
package stream
