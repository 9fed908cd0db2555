package imap

import (
	"testing"

	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// frame is an Ethernet frame with payload from port from to port to.
func frame(t testing.TB, from, to layers.TCPPort, payload []byte) []byte {
	t.Helper()
	ip := &layers.IPv4{Version: 4, TTL: 64, Protocol: layers.IPProtocolTCP, SrcIP: []byte{10, 0, 0, 1}, DstIP: []byte{10, 0, 0, 2}}
	tcp := &layers.TCP{SrcPort: from, DstPort: to, PSH: true, ACK: true, Window: 1000}
	if err := tcp.SetNetworkLayerForChecksum(ip); err != nil {
		t.Fatal(err)
	}
	eth := &layers.Ethernet{SrcMAC: make([]byte, 6), DstMAC: make([]byte, 6), EthernetType: layers.EthernetTypeIPv4}
	buf := gopacket.NewSerializeBuffer()
	opt := gopacket.SerializeOptions{FixLengths: true, ComputeChecksums: true}
	if err := gopacket.SerializeLayers(buf, opt, eth, ip, tcp, gopacket.Payload(payload)); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func TestGopacketDecodes(t *testing.T) {
	for _, row := range []struct {
		from, to layers.TCPPort
		payload  string
		want     gopacket.LayerType
	}{
		{40000, Port, "A1 LOGIN a b\r\n", LayerType},
		{Port, 40000, "* OK hi\r\n", LayerType},
		{40000, Port, "DONE\r\n", LayerType},
		{40000, Port, "A1 XYZZY\r\n", LayerType},
		{40000, 1143, "A1 NOOP\r\n", gopacket.LayerTypePayload},
		{40000, 144, "A1 NOOP\r\n", gopacket.LayerTypePayload},
		{Port, 40000, "\xff\xfe\xfd", gopacket.LayerTypePayload},
		{40000, Port, "\x15\x03\x03\x00\x02\x01\x00", layers.LayerTypeTLS},
	} {
		p := gopacket.NewPacket(frame(t, row.from, row.to, []byte(row.payload)), layers.LayerTypeEthernet, gopacket.DecodeStreamsAsDatagrams)
		if p.Layer(row.want) == nil || (p.Layer(LayerType) != nil) != (row.want == LayerType) {
			t.Errorf("%q: %v", row.payload, p)
		}
		if l, ok := p.Layer(LayerType).(*Layer); ok {
			app := p.ApplicationLayer()
			if string(l.LayerContents()) != row.payload || l.LayerPayload() != nil || app == nil || string(app.Payload()) != row.payload {
				t.Errorf("%q: contents %q", row.payload, l.LayerContents())
			}
		}
	}
}

func TestFromPacket(t *testing.T) {
	for _, opt := range []gopacket.DecodeOptions{gopacket.Default, gopacket.Lazy, gopacket.DecodeStreamsAsDatagrams} {
		p := gopacket.NewPacket(frame(t, 40000, Port, []byte("A1 NOOP\r\n")), layers.LayerTypeEthernet, opt)
		if l, ok := FromPacket(p); !ok || l.Command() != CmdNoop {
			t.Errorf("%+v: %v %v", opt, l, ok)
		}
		for _, other := range [][]byte{frame(t, 40000, 80, []byte("A1 NOOP\r\n")), frame(t, 40000, Port, []byte("\xff")), frame(t, 40000, Port, nil), {1}} {
			if l, ok := FromPacket(gopacket.NewPacket(other, layers.LayerTypeEthernet, opt)); ok {
				t.Errorf("%+v: %v of %q", opt, l, other)
			}
		}
	}
}

func TestDecodingLayerParser(t *testing.T) {
	var eth layers.Ethernet
	var ip layers.IPv4
	var tcp layers.TCP
	var l Layer
	parser := gopacket.NewDecodingLayerParser(layers.LayerTypeEthernet, &eth, &ip, &tcp, &l)
	data := frame(t, 40000, Port, []byte("A1 NOOP\r\n"))
	decoded := make([]gopacket.LayerType, 0, 4)
	if err := parser.DecodeLayers(data, &decoded); err != nil || len(decoded) != 4 || l.Command() != CmdNoop {
		t.Fatal(decoded, l.Command(), err)
	}
	if n := testing.AllocsPerRun(100, func() { _ = l.DecodeFromBytes(tcp.Payload, gopacket.NilDecodeFeedback) }); n != 0 {
		t.Error(n, "allocations")
	}
	if l.LayerType() != LayerType || LayerType.String() != "IMAP" || l.LayerName() != "IMAP" || !l.CanDecode().Contains(LayerType) {
		t.Error("names")
	}
}
