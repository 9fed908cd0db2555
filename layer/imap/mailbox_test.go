package imap

import (
	"testing"
	"unicode/utf8"
)

func TestDecodeMailbox(t *testing.T) {
	for name, want := range map[string]string{
		"INBOX": "INBOX", "inbox": "INBOX", "InBoX/x": "InBoX/x", "Drafts": "Drafts", "": "",
		"Entw&APw-rfe": "Entwürfe", "&-": "&", "a&-b": "a&b", "&Jjo-!": "☺!", "~peter/mail/&U,BTFw-/&ZeVnLIqe-": "~peter/mail/台北/日本語",
		"&2D3eAA-": "😀", "&-&-": "&&", "&AOk-&-": "é&",
		// illegal encodings stay as sent
		"&": "&", "a&b": "a&b", "&AGE-": "&AGE-", "&2D0-": "&2D0-", "&3gA-": "&3gA-", "&AOk": "&AOk", "&AOkA-": "&AOkA-", "&AO!-": "&AO!-",
		"&Jjo!": "&Jjo!", "&U,BTFw-&ZeVnLIqe-": "&U,BTFw-&ZeVnLIqe-", "x\xe9": "x\xe9", "Entwürfe": "Entwürfe", "a\tb": "a\tb", "&AOl-": "&AOl-",
		"good&AOk-bad&": "good&AOk-bad&", "&2D0AQQ-": "&2D0AQQ-",
	} {
		if got := DecodeMailbox(name); got != want {
			t.Errorf("DecodeMailbox(%q) = %q, want %q", name, got, want)
		}
	}
	if got := AppendMailbox([]byte("x "), []byte("a&AOk-&")); string(got) != "x a&AOk-&" {
		t.Errorf("AppendMailbox keeps %q", got)
	}
}

func FuzzMailbox(f *testing.F) {
	for _, s := range []string{"INBOX", "Entwürfe", "&", "台北/日本語", "😀&-", "a&AOk-", "\x00\x1f"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, name string) {
		DecodeMailbox(name)
		if !utf8.ValidString(name) || IsInbox([]byte(name)) {
			return
		}
		if got := DecodeMailbox(EncodeMailbox(name)); got != name {
			t.Errorf("%q comes back as %q from %q", name, got, EncodeMailbox(name))
		}
	})
}
