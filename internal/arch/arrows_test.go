package arch

import (
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestArrows holds every import of the project to the table.
func TestArrows(t *testing.T) {
	all := sources(t)
	if len(all) == 0 {
		t.Fatal("no source found")
	}
	for _, s := range all {
		for _, p := range imports(s.tree) {
			if wrong := verdict(s.user, p); wrong != "" {
				t.Errorf("%s: %s", s.file, wrong)
			}
		}
	}
}

// TestTypesOnly holds the arrows that are for types only: no function of the other room is named.
func TestTypesOnly(t *testing.T) {
	all := sources(t)
	known := functions(all)
	for _, s := range all {
		from, ok := roomOf(s.folder)
		if !ok || s.test {
			continue
		}
		for _, p := range imports(s.tree) {
			folder := strings.TrimPrefix(p, module+"/")
			if folder == p || !within(folder, from.types) {
				continue
			}
			for _, name := range named(s.tree, localName(s.tree, p)) {
				if known[folder][name] {
					t.Errorf("%s: %s uses %s.%s: the arrow %s → %s is for types only", s.file, s.folder, folder, name, from.path, folder)
				}
			}
		}
	}
}

// named gives what the file takes from the package with this local name.
func named(f *ast.File, local string) []string {
	var names []string
	ast.Inspect(f, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok && x.Name == local {
				names = append(names, s.Sel.Name)
			}
		}
		return true
	})
	return names
}

// TestModule holds the table's idea of the module's path to go.mod.
func TestModule(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("..", "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if first, _, _ := strings.Cut(string(text), "\n"); first != "module "+module {
		t.Errorf("go.mod begins with %q, the table is for %q", first, module)
	}
}

// TestVerdicts shows that the rule can say no, and to what.
func TestVerdicts(t *testing.T) {
	code := func(folder string) user { return user{folder: folder} }
	test := func(folder string) user { return user{folder: folder, test: true} }
	for _, c := range []struct {
		by   user
		path string
		want string // part of the sentence; empty: allowed
	}{
		{code("cmd/imaplog"), module + "/sinks/jsonl", ""},
		{code("cmd/imaplog"), module + "/pipeline/capture/captest", "only tests may"},
		{test("cmd/imaplog"), module + "/pipeline/capture/captest", ""},
		{code("pipeline"), module + "/pipeline/stream", ""},
		{code("pipeline"), module + "/layer/imap/session", "no arrow pipeline → layer/imap/session"},
		{test("pipeline"), module + "/layer/imap/session", ""},
		{code("pipeline/flow"), module + "/pipeline/stream", "no arrow pipeline/flow → pipeline/stream"},
		{code("pipeline/capture"), module + "/pipeline/packet", "no arrow pipeline/capture → pipeline/packet"},
		{code("pipeline/packet"), gopacket + "/layers", ""},
		{code("pipeline/stream"), gopacket, "from pipeline/stream to that module"},
		{test("pipeline/stream"), gopacket, ""},
		{code("layer/imap"), module + "/schemas", "no arrow layer/imap → schemas"},
		{test("layer/imap"), module + "/schemas", "no arrow layer/imap → schemas"},
		{code("layer/imap"), module + "/layer/imap/session", "no arrow layer/imap → layer/imap/session"},
		{code("layer/imap"), "golang.org/x/sys/unix", "from layer/imap to that module"},
		{code("layer/imap/session"), module + "/pipeline/stream", ""},
		{code("layer/imap/session"), gopacket, "from layer/imap/session to that module"},
		{code("layer/tls"), module + "/layer/imap", "no arrow layer/tls → layer/imap"},
		{code("schemas"), module + "/pipeline/capture", "no arrow schemas → pipeline/capture"},
		{code("sinks/jsonl"), module + "/schemas", ""},
		{code("sinks"), module + "/sinks/jsonl", "no arrow sinks → sinks/jsonl"},
		{code("sinks/jsonl"), module + "/pipeline", "no arrow sinks/jsonl → pipeline"},
		{code("schemas"), module + "/cmd/imaplog", "nothing points at cmd"},
		{test("pipeline"), module + "/cmd/imaplog", "nothing points at cmd"},
		{code("cmd/imaplog"), module + "/bench/generate", "nothing points at bench"},
		{code("sinks/jsonl"), jsonschema, "to that module"},
		{code("schemas"), kong, "to that module"},
		{code("cmd/imaplog"), kong, ""},
		{code("pipeline/capture"), "C", "without cgo"},
		{code("misc"), "fmt", "misc has no row"},
		{code("cmd/imaplog"), module + "/misc", "misc, which has no row"},
	} {
		got := verdict(c.by, c.path)
		if (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s imports %s: got %q, want %q", c.by.folder, c.path, got, c.want)
		}
	}
}
