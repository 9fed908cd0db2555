// Package packet turns captured frames into TCP segments: a frame goes in; addresses, ports, sequence, flags and payload come out.
//
// # Why two paths
//
// Nearly every frame is Ethernet, a VLAN tag or two, IP and TCP. That one costs a few tens of nanoseconds and no allocation in
// fast.go. All others walk header by header in general.go. A frame that the fast path declines is the general
// path's business, so each shape has one owner, and a fuzz test holds the two to the same segment.
//
// # Why own decoders beside gopacket's
//
// gopacket's Ethernet, Dot1Q, LLC, SNAP, IPv4, UDP, VXLAN and TCP serve the general path. Its others are passed over where they are wrong
// about input that occurs: PPPoE, GRE, GTP and ERSPAN index past the end, IPv6 keeps padding after a hop-by-hop header and
// refuses length 0, GTP and Geneve grow with every packet, LinuxSLL believes the address length, 802.11 always takes the last four octets as a
// checksum. The whole general path runs under recover, and a panic is a counted cause.
//
// # Why bad options do not matter
//
// A receiver that meets a malformed TCP option stops looking at options and takes the payload. So does the decoder: whoever
// could make a sensor skip a segment by one bad octet could hide anything in it. For the same reason IP options only matter
// where they change the destination (source routes).
//
// # Why the IP length rules
//
// Padding, trailers and frame checks stand after the IP packet, so what the IP length does not promise is not payload. What
// it promises and the frame lacks is missing, never shorter: snapped captures often no longer know the frame's own length.
// Length 0 is what a host writes that leaves segmentation to its interface (TSO, BIG TCP): the frame is then the packet.
//
// # Why the IP header's checksum is not looked at
//
// Routers drop a packet with a wrong one, so only a neighbour could forge one that the host drops and the sensor reads. Many captures hold
// wrong ones for good reasons (offload, rewritten addresses), and unlike TCP's no acknowledgement tells the two apart. Such a packet is decoded.
//
// # Why some ids stay out of a flow's key
//
// VLANs, VXLAN and Geneve networks and PPPoE and ERSPAN sessions are the same in both directions. GTP tunnel ends, GRE keys and
// PPTP calls are chosen by each receiver, so only the kind of tunnel counts. MPLS labels differ likewise, and the last router before
// the destination takes them off, so one direction may have none: MPLS does not count at all.
package packet
