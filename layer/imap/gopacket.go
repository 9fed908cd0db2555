package imap

import (
	"github.com/google/gopacket"
	"github.com/google/gopacket/layers"
)

// LayerType is IMAP's type within gopacket. Importing this package is enough: gopacket then decodes TCP segments from and to port 143
// as IMAP, and packet.Layer(imap.LayerType) is a *imap.Layer. This holds where gopacket decodes what is inside of TCP: in a
// DecodingLayerParser, and in NewPacket with the option DecodeStreamsAsDatagrams. FromPacket needs no option.
var LayerType = registerLayer()

// layerNumber is ours out of the range that gopacket leaves to applications, 1000 to 1999: 1000 and the port.
const layerNumber = 1143

func registerLayer() gopacket.LayerType {
	t := gopacket.RegisterLayerType(layerNumber, gopacket.LayerTypeMetadata{Name: "IMAP", Decoder: gopacket.DecodeFunc(decode)})
	layers.RegisterTCPPortLayerType(Port, t)
	return t
}

var (
	_ gopacket.Layer            = (*Layer)(nil)
	_ gopacket.ApplicationLayer = (*Layer)(nil)
	_ gopacket.DecodingLayer    = (*Layer)(nil)
)

// decode is gopacket's way in. Port 143 carries TLS after STARTTLS, and segments that begin within a literal: these are left to others.
func decode(data []byte, p gopacket.PacketBuilder) error {
	switch {
	case isTLSRecord(data):
		return p.NextDecoder(layers.LayerTypeTLS)
	case !IsPayloadOnPort(data):
		return p.NextDecoder(gopacket.LayerTypePayload)
	}
	l := NewLayer(data)
	p.AddLayer(&l)
	p.SetApplicationLayer(&l)
	return nil
}

// FromPacket gives the view of a packet's IMAP: its IMAP layer, or, where gopacket stopped at TCP, one made of the segment on port 143.
// It is false where there is none.
func FromPacket(p gopacket.Packet) (l Layer, ok bool) {
	if found, ok := p.Layer(LayerType).(*Layer); ok {
		return *found, true
	}
	tcp, ok := p.TransportLayer().(*layers.TCP)
	if !ok || tcp.SrcPort != Port && tcp.DstPort != Port || !IsPayloadOnPort(tcp.Payload) {
		return Layer{}, false
	}
	return NewLayer(tcp.Payload), true
}

// isTLSRecord knows a record's header (RFC 8446 §5.1): type 20 to 24, version 3.x, at most 2^14+2048 octets.
func isTLSRecord(b []byte) bool {
	return len(b) >= 5 && b[0] >= 20 && b[0] <= 24 && b[1] == 3 && b[2] <= 4 && int(b[3])<<8|int(b[4]) <= 1<<14+2048
}

// DecodeFromBytes makes l a view of data. It gives no error, whatever the octets are.
func (l *Layer) DecodeFromBytes(data []byte, _ gopacket.DecodeFeedback) error {
	*l = Layer{payload: data}
	l.parse()
	return nil
}

// LayerType is gopacket's name of IMAP.
func (l *Layer) LayerType() gopacket.LayerType { return LayerType }

// CanDecode is what a gopacket.DecodingLayerParser asks.
func (l *Layer) CanDecode() gopacket.LayerClass { return LayerType }

// NextLayerType is zero: nothing is inside of IMAP.
func (l *Layer) NextLayerType() gopacket.LayerType { return gopacket.LayerTypeZero }

// LayerContents is all octets of the segment, all its lines; Lines walks them.
func (l *Layer) LayerContents() []byte { return l.payload }

// LayerPayload is nil: nothing is inside of IMAP.
func (l *Layer) LayerPayload() []byte { return nil }

// Payload is all octets of the segment, for those who ask a gopacket.ApplicationLayer for them.
func (l *Layer) Payload() []byte { return l.payload }

// LayerName is "IMAP".
func (l *Layer) LayerName() string { return "IMAP" }
