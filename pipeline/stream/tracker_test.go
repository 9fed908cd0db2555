package stream

import (
	"testing"

	"github.com/imaplog/imaplog/pipeline/flow"
	"github.com/imaplog/imaplog/pipeline/packet"
)

func TestConversation(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(
		seg{down: true, seq: 501, ack: 101, data: "hi"},
		seg{seq: 101, ack: 503, data: "cmd"},
		seg{down: true, seq: 503, ack: 104, data: "ok"},
		seg{seq: 104, ack: 505},
		seg{seq: 104, ack: 505, flags: packet.FIN},
		seg{down: true, seq: 505, ack: 105, data: "bye"},
		seg{down: true, seq: 508, ack: 105, flags: packet.FIN},
		seg{seq: 105, ack: 509},
	)
	p.expect("<hi@4", ">cmd@5", "<ok@6", "<bye@9", "fin@10")
	f := p.only().flow
	if string(f.History) != "ShAdDFf" {
		t.Errorf("history %q", f.History)
	}
	p.close()
	p.balanced()
}

func TestReordered(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(
		seg{seq: 104, ack: 501, data: "def"},
		seg{seq: 107, ack: 501, data: "ghi"},
		seg{seq: 101, ack: 501, data: "abc"},
	)
	p.expect(">abc@6", ">def@6", ">ghi@6")
	p.close()
	p.balanced()
}

func TestAnswerBeforeCommand(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(
		seg{down: true, seq: 501, ack: 104, data: "ok"},
		seg{seq: 101, ack: 501, data: "cmd"},
	)
	p.expect(">cmd@5", "<ok@4")
	p.close()
	p.balanced()
}

func TestLoss(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(
		seg{seq: 101, ack: 501, data: "a"},
		seg{seq: 105, ack: 501, data: "b"},
		seg{down: true, seq: 501, ack: 106, data: "x"},
	)
	p.expect(">a@4")
	p.pass(100 * millisecond)
	p.send(seg{seq: 106, ack: 502, data: "c"})
	p.expect(">a@4", ">gap3@6", ">b@6", "<x@6", ">c@7")
	p.close()
	p.balanced()
	if s := p.tracker.Stats(); s.Gaps != 1 || s.GapOctets != 3 || s.OrderWaits != 2 {
		t.Errorf("%+v", s)
	}
}

func TestReset(t *testing.T) {
	p := newTap(t, Options{})
	p.handshake()
	p.send(
		seg{seq: 101, ack: 501, data: "a"},
		seg{down: true, seq: 400, flags: packet.RST},
		seg{seq: 102, ack: 501, data: "b"},
		seg{down: true, seq: 501, flags: packet.RST},
		seg{seq: 103, ack: 501, data: "c"},
	)
	p.expect(">a@4", ">b@6", "reset@7")
	if end := p.only().end; end != flow.EndReset {
		t.Errorf("%v", end)
	}
	p.close()
	p.balanced()
}
