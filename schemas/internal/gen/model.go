package gen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
)

// Model is what the source says.
type Model struct {
	// Common holds the fields of every record, Sink those of a sink's account.
	Common, Sink Struct
	// Kinds are the record kinds, without the common fields.
	Kinds []Struct
	// Weirds are the names of the closed list of anomalies, in the order of the source.
	Weirds []Weird
}

// Struct is a struct of the source.
type Struct struct {
	Name   string // Go's
	Kind   string // the value of kind in its records
	Doc    string
	Fields []Field
}

// Field is a field of a struct.
type Field struct {
	Name      string // Go's
	Key       string // JSON's
	Type      string // Go's
	OmitEmpty bool
	Doc       string
	Enum      []string
	Format    string
	Pattern   string
	Max       int // octets of a string; 0: no bound
}

// Weird is a name of the closed list.
type Weird struct{ Name, Doc string }

// weirdPrefix marks the constants of the closed list in the source.
const weirdPrefix = "Weird"

// Load reads the package in dir.
func Load(dir string) (*Model, error) {
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, fmt.Errorf("find the record structs: %w", err)
	}
	m := &Model{}
	structs := map[string]Struct{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") || strings.HasSuffix(name, "_json.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, fmt.Errorf("read the record structs: %w", err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok {
				continue
			}
			if err := m.declaration(g, structs); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return m, m.pick(structs)
}

func (m *Model) pick(structs map[string]Struct) error {
	for _, name := range []string{"Common", "SinkStats", "Transaction", "Session", "Weird", "Stats"} {
		s, ok := structs[name]
		if !ok {
			return fmt.Errorf("the source has no struct %s", name)
		}
		switch name {
		case "Common":
			m.Common = s
		case "SinkStats":
			m.Sink = s
		default:
			m.Kinds = append(m.Kinds, s)
		}
	}
	return nil
}

func (m *Model) declaration(g *ast.GenDecl, structs map[string]Struct) error {
	for _, spec := range g.Specs {
		switch s := spec.(type) {
		case *ast.TypeSpec:
			st, ok := s.Type.(*ast.StructType)
			if !ok {
				continue
			}
			read, err := structure(s.Name.Name, g.Doc.Text(), st)
			if err != nil {
				return err
			}
			structs[read.Name] = read
		case *ast.ValueSpec:
			if g.Tok == token.CONST && strings.HasPrefix(s.Names[0].Name, weirdPrefix) {
				w, err := weird(s)
				if err != nil {
					return err
				}
				m.Weirds = append(m.Weirds, w)
			}
		}
	}
	return nil
}

func weird(s *ast.ValueSpec) (Weird, error) {
	lit, ok := s.Values[0].(*ast.BasicLit)
	if !ok {
		return Weird{}, fmt.Errorf("%s is not a string literal", s.Names[0].Name)
	}
	name, err := strconv.Unquote(lit.Value)
	return Weird{Name: name, Doc: oneLine(s.Doc.Text())}, err
}

func structure(name, doc string, st *ast.StructType) (Struct, error) {
	s := Struct{Name: name, Kind: strings.ToLower(name), Doc: oneLine(doc)}
	for _, f := range st.Fields.List {
		if f.Tag == nil || len(f.Names) != 1 {
			continue
		}
		raw, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			return s, err
		}
		tag := reflect.StructTag(raw)
		key, options, _ := strings.Cut(tag.Get("json"), ",")
		if key == "" || key == "-" {
			continue
		}
		field := Field{
			Name: f.Names[0].Name, Key: key, Type: typeName(f.Type), OmitEmpty: options == "omitempty", Doc: oneLine(f.Doc.Text()),
			Format: tag.Get("format"), Pattern: tag.Get("pattern"),
		}
		if e := tag.Get("enum"); e != "" {
			field.Enum = strings.Split(e, ",")
		}
		if most := tag.Get("max"); most != "" {
			if field.Max, err = strconv.Atoi(most); err != nil {
				return s, fmt.Errorf("%s.%s: max: %w", name, field.Name, err)
			}
		}
		s.Fields = append(s.Fields, field)
	}
	for i := range s.Fields {
		s.Fields[i].Doc = s.keyed(s.Fields[i])
	}
	return s, nil
}

// keyed gives a field's doc comment with JSON's names for Go's: its own at the beginning, and others of the struct where
// they can be no common word.
func (s Struct) keyed(f Field) string {
	words := strings.Split(f.Doc, " ")
	for i, w := range words {
		name := strings.TrimRight(w, ".,;:")
		for _, other := range s.Fields {
			if name == other.Name && (i == 0 || name != strings.ToUpper(name)) {
				words[i] = other.Key + w[len(name):]
			}
		}
	}
	return strings.Join(words, " ")
}

func typeName(e ast.Expr) string {
	switch t := e.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.StarExpr:
		return "*" + typeName(t.X)
	case *ast.ArrayType:
		return "[]" + typeName(t.Elt)
	}
	return "?"
}

func oneLine(doc string) string { return strings.Join(strings.Fields(doc), " ") }
