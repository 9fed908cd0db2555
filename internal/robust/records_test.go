package robust

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// statsFile is where the sensor's account is.
const statsFile = "imap_stats.jsonl"

// schema reads the schema of the records.
func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "schemas", "imaplog.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("imaplog.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("imaplog.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// same says how the files of two runs differ.
func same(a, b map[string][]byte) error {
	if len(a) != len(b) {
		return fmt.Errorf("%d files and %d", len(a), len(b))
	}
	for name, text := range a {
		other, ok := b[name]
		if !ok {
			return fmt.Errorf("%s is in one only", name)
		}
		if bytes.Equal(text, other) {
			continue
		}
		x, y := bytes.SplitAfter(text, []byte{'\n'}), bytes.SplitAfter(other, []byte{'\n'})
		for i := range min(len(x), len(y)) {
			if !bytes.Equal(x[i], y[i]) {
				return fmt.Errorf("%s line %d:\n%s%s", name, i+1, x[i], y[i])
			}
		}
		return fmt.Errorf("%s has %d lines and %d", name, len(x)-1, len(y)-1)
	}
	return nil
}

// account holds each record to the schema, and the last account of the sensor to its sums.
func account(schema *jsonschema.Schema, files map[string][]byte, status int) (records int, flows uint64, err error) {
	for name, text := range files {
		if len(text) > 0 && text[len(text)-1] != '\n' {
			return records, 0, fmt.Errorf("%s ends within a record", name)
		}
		for line := range bytes.Lines(text) {
			v, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
			if err != nil {
				return records, 0, fmt.Errorf("%s: %w: %.400s", name, err, line)
			}
			if err := schema.Validate(v); err != nil {
				return records, 0, fmt.Errorf("%s: %w: %.400s", name, err, line)
			}
			records++
		}
	}
	text := bytes.TrimRight(files[statsFile], "\n")
	if len(text) == 0 {
		if status == 0 {
			return records, 0, fmt.Errorf("%s is empty", statsFile)
		}
		return records, 0, nil
	}
	flows, err = balanced(text[bytes.LastIndexByte(text, '\n')+1:])
	return records, flows, err
}

// balanced says whether as many flows closed as opened.
func balanced(line []byte) (flows uint64, err error) {
	var s struct {
		Opened *uint64 `json:"flows_opened"`
		Closed *uint64 `json:"flows_closed"`
		Open   *uint64 `json:"flows_open"`
	}
	if err := json.Unmarshal(line, &s); err != nil {
		return 0, err
	}
	if s.Opened == nil || s.Closed == nil || s.Open == nil {
		return 0, fmt.Errorf("the account does not tell of flows: %s", line)
	}
	if *s.Opened != *s.Closed || *s.Open != 0 {
		return 0, fmt.Errorf("%d flows opened, %d closed, %d open at the end", *s.Opened, *s.Closed, *s.Open)
	}
	return *s.Opened, nil
}

func TestBalanced(t *testing.T) {
	for line, right := range map[string]bool{
		`{"flows_opened":3,"flows_closed":3,"flows_open":0}`: true,
		`{"flows_opened":3,"flows_closed":2,"flows_open":1}`: false,
		`{"flows_opened":3,"flows_closed":3,"flows_open":1}`: false,
		`{"flows_opened":3,"flows_closed":3}`:                false,
		`{`:                                                  false,
	} {
		if _, err := balanced([]byte(line)); (err == nil) != right {
			t.Errorf("%s: %v", line, err)
		}
	}
}

func TestSame(t *testing.T) {
	a := map[string][]byte{"x": []byte("1\n2\n")}
	for text, right := range map[string]bool{"1\n2\n": true, "1\n3\n": false, "1\n": false, "": false} {
		if err := same(a, map[string][]byte{"x": []byte(text)}); (err == nil) != right {
			t.Errorf("%q: %v", text, err)
		}
	}
	if same(a, nil) == nil || same(a, map[string][]byte{"y": nil}) == nil {
		t.Error("a missing file was not seen")
	}
}
