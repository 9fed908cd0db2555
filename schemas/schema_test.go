package schemas

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func schema(t testing.TB) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile("imaplog.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("imaplog.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("imaplog.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func validate(s *jsonschema.Schema, line []byte) error {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		return err
	}
	return s.Validate(v)
}

func TestRandomRecordsAreValid(t *testing.T) {
	s, r := schema(t), newRandom(t, 4)
	for range 1000 {
		rec := r.record()
		line := rec.AppendJSON(nil)
		if err := validate(s, line); err != nil {
			t.Fatalf("%s\n%v", line, err)
		}
	}
}

// TestSchemaIsStrict changes one thing at a time in a valid record.
func TestSchemaIsStrict(t *testing.T) {
	s := schema(t)
	line := string(typical().AppendJSON(nil))
	if err := validate(s, []byte(line)); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct{ name, old, new string }{
		{"no kind of ours", `"kind":"transaction"`, `"kind":"query"`},
		{"no kind", `"kind":"transaction",`, ``},
		{"another kind's fields", `"kind":"transaction"`, `"kind":"session"`},
		{"an unknown field", `"depth":12`, `"depth":12,"deep":1`},
		{"a field missing", `"tag":"A0012",`, ``},
		{"status not of the list", `"status":"OK"`, `"status":"ok"`},
		{"end not of the list", `"end":"complete"`, `"end":"done"`},
		{"a negative latency", `"latency_us":2345`, `"latency_us":-1`},
		{"a fraction", `"latency_us":2345`, `"latency_us":0.5`},
		{"a port too large", `"client_port":51234`, `"client_port":65536`},
		{"an address that is none", `"client_ip":"192.168.17.204"`, `"client_ip":"192.168.17.256"`},
		{"a time without nine digits", `.123456789Z`, `.123Z`},
		{"a time with an offset", `.123456789Z`, `.123456789+00:00`},
		{"an impossible day", `"ts":"2025-11-2`, `"ts":"2025-11-3`},
		{"an empty string", `"sensor":"sensor-1"`, `"sensor":""`},
		{"a string for a number", `"depth":12`, `"depth":"12"`},
		{"a tag too long", `"tag":"A0012"`, `"tag":"` + strings.Repeat("A", 65) + `"`},
		{"a weird not of the list", `"end":"complete"`, `"end":"complete","weird":["odd"]`},
		{"an empty list", `"end":"complete"`, `"end":"complete","weird":[]`},
	} {
		changed := strings.Replace(line, row.old, row.new, 1)
		if changed == line {
			t.Errorf("%s: the record has no %s", row.name, row.old)
		} else if validate(s, []byte(changed)) == nil {
			t.Errorf("%s is valid", row.name)
		}
	}
}
