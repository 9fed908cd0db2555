package gen

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// kinds is the least source that is complete.
const kinds = "package p\ntype Common struct { Kind string `json:\"kind\"` }\ntype SinkStats struct { Parsed uint64 `json:\"parsed\"` }\n" +
	"type Transaction struct{}\ntype Session struct{}\ntype Weird struct{}\n"

// TestFaultsAreNamed: a struct that cannot be generated from is a fault that says where, never a field left out.
func TestFaultsAreNamed(t *testing.T) {
	for _, row := range []struct{ name, source, says string }{
		{"complete", kinds + "type Stats struct { N uint64 `json:\"n\"` }", ""},
		{"no Go", "package", "read the record structs"},
		{"a struct is missing", kinds, "no struct Stats"},
		{"a type without JSON", kinds + "type Stats struct { F float64 `json:\"f\"` }", "Stats.F: no JSON for type float64"},
		{"a bound that is none", kinds + "type Stats struct { F string `json:\"f\" max:\"x\"` }", "Stats.F: max"},
		{"a weird that is no literal", kinds + "type Stats struct{}\nconst WeirdX = 1 + 1", "WeirdX is not a string literal"},
		{
			"the first member may be left out",
			strings.Replace(kinds, `"parsed`, `"parsed,omitempty`, 1) + "type Stats struct{}", "SinkStats.Parsed stands first",
		},
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "p.go"), []byte(row.source), 0o600); err != nil {
			t.Fatal(err)
		}
		model, err := Load(dir)
		if err == nil {
			_, err = model.Files()
		}
		switch {
		case row.says == "" && err != nil:
			t.Errorf("%s: %v", row.name, err)
		case row.says != "" && (err == nil || !strings.Contains(err.Error(), row.says)):
			t.Errorf("%s: %v, expected %q", row.name, err, row.says)
		}
	}
}
