package captest_test

import (
	"bytes"
	"errors"
	"io"
	"testing"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
	"github.com/google/gopacket/pcapgo"

	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// TestConnIsRight holds the frames to gopacket's decoder: checksums, sequence numbers and acknowledgements of a whole conversation.
func TestConnIsRight(t *testing.T) {
	for _, addresses := range [][2]string{{"10.0.0.1:40000", "10.0.0.2:143"}, {"[2001:db8::1]:40000", "[2001:db8::2]:143"}} {
		c := captest.NewConn(addresses[0], addresses[1])
		c.VLANs = []uint16{7}
		c.MSS = 5
		c.Open()
		c.Server("* OK ready\r\n")
		c.Client("a1 NOOP\r\n")
		c.Close()

		r, err := pcapgo.NewReader(bytes.NewReader(captest.Pcap(c.Frames, captest.PcapOptions{Resolution: captest.Nano})))
		if err != nil {
			t.Fatal(err)
		}
		var said [2][]byte
		next := map[layers.TCPPort]uint32{}
		for i := 0; ; i++ {
			data, info, err := r.ReadPacketData()
			if errors.Is(err, io.EOF) {
				if i != len(c.Frames) {
					t.Fatalf("%d packets, want %d", i, len(c.Frames))
				}
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if want := int64(c.Frames[i].Time); info.Timestamp.UnixNano() != want {
				t.Errorf("packet %d: time %d, want %d", i+1, info.Timestamp.UnixNano(), want)
			}
			p := gopacket.NewPacket(data, layers.LayerTypeEthernet, gopacket.Default)
			if e := p.ErrorLayer(); e != nil {
				t.Fatalf("packet %d: %v", i+1, e.Error())
			}
			tcp := p.Layer(layers.LayerTypeTCP).(*layers.TCP)
			if !checksumsRight(t, p, data, tcp) {
				t.Errorf("packet %d: wrong checksum", i+1)
			}
			if want, ok := next[tcp.SrcPort]; ok && want != tcp.Seq {
				t.Errorf("packet %d: sequence number %d, want %d", i+1, tcp.Seq, want)
			}
			if want := next[tcp.DstPort]; tcp.ACK && want != tcp.Ack {
				t.Errorf("packet %d: acknowledges %d, want %d", i+1, tcp.Ack, want)
			}
			next[tcp.SrcPort] = tcp.Seq + uint32(len(tcp.Payload))
			if tcp.SYN || tcp.FIN {
				next[tcp.SrcPort]++
			}
			from := 0
			if tcp.SrcPort == 143 {
				from = 1
			}
			said[from] = append(said[from], tcp.Payload...)
		}
		if string(said[0]) != "a1 NOOP\r\n" || string(said[1]) != "* OK ready\r\n" {
			t.Errorf("said %q", said)
		}
	}
}

// checksumsRight has gopacket write the packet again with checksums of its own.
func checksumsRight(t *testing.T, p gopacket.Packet, data []byte, tcp *layers.TCP) bool {
	t.Helper()
	if err := tcp.SetNetworkLayerForChecksum(p.NetworkLayer()); err != nil {
		t.Fatal(err)
	}
	var all []gopacket.SerializableLayer
	for _, l := range p.Layers() {
		all = append(all, l.(gopacket.SerializableLayer))
	}
	b := gopacket.NewSerializeBuffer()
	if err := gopacket.SerializeLayers(b, gopacket.SerializeOptions{ComputeChecksums: true}, all...); err != nil {
		t.Fatal(err)
	}
	return bytes.HasPrefix(b.Bytes(), data) // gopacket pads to 60 octets
}
