package gen

import (
	"bytes"
	"fmt"
	"strings"
)

// Fields gives the table of all fields in Markdown.
func (m *Model) Fields() []byte {
	var w bytes.Buffer
	w.WriteString("<!-- Made by go generate ./schemas from the record structs; do not edit. -->\n\n# Fields\n\n")
	w.WriteString("A field marked *always* is in each record of its kind; the others are left out where they have no value.\n\n")
	w.WriteString("## Every record\n\n")
	table(&w, m.Common.Fields)
	for _, k := range m.Kinds {
		doc, rest, _ := strings.Cut(strings.TrimPrefix(k.Doc, k.Name+" is "), ".")
		fmt.Fprintf(&w, "\n## %s: %s\n\n", k.Kind, doc)
		if rest = strings.TrimSpace(rest); rest != "" && k.Kind != "transaction" {
			w.WriteString(rest + "\n\n")
		}
		table(&w, k.Fields)
	}
	w.WriteString("\n### Each sink's account in stats.sinks\n\n")
	table(&w, m.Sink.Fields)
	w.WriteString("\n## Names of weirds\n\n| name | meaning |\n|---|---|\n")
	for _, d := range m.Weirds {
		_, doc, _ := strings.Cut(d.Doc, ": ")
		fmt.Fprintf(&w, "| %s | %s |\n", d.Name, cell(doc))
	}
	return w.Bytes()
}

func table(w *bytes.Buffer, fields []Field) {
	w.WriteString("| field | type | | meaning |\n|---|---|---|---|\n")
	for _, f := range fields {
		always := "always"
		if f.OmitEmpty {
			always = ""
		}
		doc := strings.TrimPrefix(f.Doc, f.Key+" ")
		doc = strings.TrimPrefix(strings.TrimPrefix(doc, "is "), "are ")
		fmt.Fprintf(w, "| %s | %s | %s | %s |\n", f.Key, f.Friendly(), always, cell(doc))
	}
}

// Friendly is the field's type as the table names it.
func (f Field) Friendly() string {
	typ := strings.TrimPrefix(f.Type, "*")
	switch typ {
	case "Timestamp":
		return "timestamp"
	case "Counts":
		return "map of uint64"
	case "Pairs":
		return "map of string"
	case "Sinks":
		return "map"
	}
	if strings.HasPrefix(typ, "[]") {
		return "list of " + typ[2:]
	}
	return typ
}

// cell makes prose fit for a table: a bar would end the cell, and an angle bracket begin HTML.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "<", "&lt;", ">", "&gt;").Replace(s)
}
