package schemas

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/imaplog/imaplog/schemas/internal/gen"
)

func TestGeneratedFilesAreCurrent(t *testing.T) {
	model := load(t)
	files, err := model.Files()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) {
			t.Errorf("%s is not what the structs give: run go generate ./schemas", name)
		}
	}
}

func TestEveryFieldIsDescribed(t *testing.T) {
	model := load(t)
	for _, s := range append([]gen.Struct{model.Common, model.Sink}, model.Kinds...) {
		for _, f := range s.Fields {
			if f.Doc == "" {
				t.Errorf("%s.%s has no doc comment", s.Name, f.Name)
			}
		}
	}
	for _, w := range model.Weirds {
		if w.Name == "" || !strings.Contains(w.Doc, ": ") {
			t.Errorf("weird %q is described as %q", w.Name, w.Doc)
		}
	}
}

// TestContract holds the structs to the page that downstream reads: each field of it is there, with its type.
func TestContract(t *testing.T) {
	const page = "../../shared/RECORDS.md"
	text, err := os.ReadFile(page)
	if os.IsNotExist(err) {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not there", page)
		}
		t.Skipf("%s is not there", page)
	}
	if err != nil {
		t.Fatal(err)
	}
	model, rows := load(t), 0
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		fields, ok := sectionFields(model, section)
		if !ok {
			continue
		}
		for _, line := range strings.Split(section, "\n") {
			cells := strings.Split(line, "|")
			if len(cells) < 5 || strings.Contains(cells[1], "---") || strings.TrimSpace(cells[1]) == "field" {
				continue
			}
			rows++
			for name := range strings.SplitSeq(cells[1], ",") {
				checkField(t, fields, strings.TrimSpace(name), cells[2])
			}
		}
	}
	if rows < 90 {
		t.Errorf("only %d rows read: has the page another form?", rows)
	}
	checkWeirds(t, model, string(text))
}

func sectionFields(m *gen.Model, section string) ([]gen.Field, bool) {
	title, _, _ := strings.Cut(section, "\n")
	if title == "Every record" {
		return m.Common.Fields, true
	}
	kind, _, _ := strings.Cut(title, ":")
	i := slices.IndexFunc(m.Kinds, func(s gen.Struct) bool { return s.Kind == kind })
	if i < 0 {
		return nil, false
	}
	return m.Kinds[i].Fields, true
}

// checkField looks for the field; types holds one type for each name of a row, or one for all.
func checkField(t *testing.T, fields []gen.Field, name, types string) {
	t.Helper()
	i := slices.IndexFunc(fields, func(f gen.Field) bool { return f.Key == name })
	if i < 0 {
		t.Errorf("no field %s", name)
		return
	}
	typ := fields[i].Friendly()
	if strings.HasPrefix(typ, "map") {
		typ = "map" // counts are wider here than the page asks for
	}
	if !strings.Contains(types, typ) {
		t.Errorf("field %s is %s, not %s", name, typ, types)
	}
}

func checkWeirds(t *testing.T, m *gen.Model, text string) {
	t.Helper()
	_, list, ok := strings.Cut(text, "it covers at least")
	list, _, end := strings.Cut(list, ".")
	if !ok || !end {
		t.Fatal("no list of weirds")
	}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		if !slices.ContainsFunc(m.Weirds, func(w gen.Weird) bool { return w.Name == name }) {
			t.Errorf("no weird %q", name)
		}
	}
}

func load(t testing.TB) *gen.Model {
	t.Helper()
	model, err := gen.Load(".")
	if err != nil {
		t.Fatal(err)
	}
	return model
}
