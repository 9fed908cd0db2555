package session

import (
	"encoding/base64"
	"os"
	"strings"
	"testing"
)

// No record of a transcript has a password, token, search text or SASL line of its client: in any case, in base64 neither.
func TestNoSecretInTranscripts(t *testing.T) {
	secrets := []string{"sesame", "hunter2", "pa5sw0r", "s3cr3t", "topsecret", "secret words", "secretword", "p\\\\w", "plainpw", "pw123", "pw456",
		"my secret", "secret plan", "findme", "deadbeef", "abcdef", "91354a473744909de610943775f92038", "ya29", "vf9dft4", "b913a602",
		"d388dad9", "dhzbzapwik4jut", "secret3arg", "mypass", "unterminated pass", "list of secrets", "411111111111", "secretvalue", "merger",
		"on monday", "ahvudgvy", "agpvzq", "secretpass", "0123456789abcdef", "tokentoken", "c2vjcmv0", "pw12", "joe@example.org", "dear bob", "helloxxxx",
		"my secret words", "another secret"}
	for _, s := range []string{"Sesame1", "alice", "open sesame", "\x00alice\x00Sesame1", "user=bob@example.com\x01auth"} {
		secrets = append(secrets, strings.ToLower(base64.StdEncoding.EncodeToString([]byte(s))[:4*len(s)/3]))
	}
	sent := 0
	for _, file := range transcripts(t) {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		head, records, _ := strings.Cut(strings.ToLower(string(text)), "---\n")
		for _, s := range secrets {
			if strings.Contains(head, s) {
				sent++
			}
			if strings.Contains(records, s) {
				t.Errorf("%s: %q in the records", file, s)
			}
		}
	}
	if sent < len(secrets)/2 {
		t.Errorf("only %d of %d secrets are in the transcripts", sent, len(secrets))
	}
}
