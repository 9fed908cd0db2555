package session

import (
	"github.com/imaplog/imaplog/layer/imap"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// Side says by the shape of a payload's lines who sent it, for connections whose SYN was not seen.
func Side(payload []byte) flow.Side {
	switch imap.GuessSide(payload) {
	case imap.SideClient:
		return flow.SideClient
	case imap.SideServer:
		return flow.SideServer
	}
	return flow.SideUnknown
}
