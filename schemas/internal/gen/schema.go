package gen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// object is a JSON object whose members keep their order, so that a reader of the schema finds fields as the struct has them.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var w bytes.Buffer
	w.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			w.WriteByte(',')
		}
		key, err := json.Marshal(m.key)
		if err != nil {
			return nil, err
		}
		value, err := marshal(m.value)
		if err != nil {
			return nil, err
		}
		w.Write(append(append(key, ':'), value...))
	}
	w.WriteByte('}')
	return w.Bytes(), nil
}

func marshal(v any) ([]byte, error) {
	var w bytes.Buffer
	e := json.NewEncoder(&w)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimSpace(w.Bytes()), err
}

// Schema gives the JSON Schema (draft 2020-12) of a record of any kind; $defs holds one for each.
func (m *Model) Schema() ([]byte, error) {
	defs, kinds, choice := object{}, []string{}, []any{}
	for _, k := range m.Kinds {
		kinds = append(kinds, k.Kind)
		ref := "#/$defs/" + k.Kind
		choice = append(choice, object{
			{"if", object{{"properties", object{{"kind", object{{"const", k.Kind}}}}}}},
			{"then", object{{"$ref", ref}}},
		})
		d, err := m.definition(k)
		if err != nil {
			return nil, err
		}
		defs = append(defs, member{k.Kind, d})
	}
	sink, err := m.fields(object{{"description", m.Sink.Doc}, {"type", "object"}}, m.Sink.Fields, "")
	if err != nil {
		return nil, err
	}
	defs = append(defs, member{"sink", sink}, member{"weird_name", m.weirdNames()})
	out, err := marshal(object{
		{"$schema", "https://json-schema.org/draft/2020-12/schema"},
		{"$id", "https://github.com/imaplog/imaplog/schemas/imaplog.schema.json"},
		{"title", "imaplog record"},
		{"description", "One line of imaplog's JSON Lines, in the native dialect. Made from the Go structs; do not edit."},
		{"type", "object"},
		{"properties", object{{"kind", object{{"enum", kinds}}}}},
		{"required", []string{"kind"}},
		{"allOf", choice},
		{"$defs", defs},
	})
	if err != nil {
		return nil, err
	}
	var w bytes.Buffer
	if err := json.Indent(&w, out, "", "  "); err != nil {
		return nil, err
	}
	return append(w.Bytes(), '\n'), nil
}

func (m *Model) definition(k Struct) (object, error) {
	fields := append(append([]Field{}, m.Common.Fields...), k.Fields...)
	return m.fields(object{{"description", k.Doc}, {"type", "object"}}, fields, k.Kind)
}

func (m *Model) fields(o object, fields []Field, kind string) (object, error) {
	properties, required := object{}, []string{}
	for _, f := range fields {
		p, err := property(f)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", kind, f.Name, err)
		}
		if f.Key == "kind" && kind != "" {
			p = object{{"description", f.Doc}, {"const", kind}}
		}
		properties = append(properties, member{f.Key, p})
		if !f.OmitEmpty {
			required = append(required, f.Key)
		}
	}
	return append(o, member{"properties", properties}, member{"required", required}, member{"additionalProperties", false}), nil
}

// timePattern is stricter than the format date-time: UTC and always nine digits.
const timePattern = `^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$`

func property(f Field) (object, error) {
	o := object{{"description", f.Doc}}
	base := strings.TrimPrefix(f.Type, "*")
	switch base {
	case "[]string":
		return append(o, member{"type", "array"}, member{"items", text(f)}, member{"minItems", 1}), nil
	case "[]uint16":
		return append(o, member{"type", "array"}, member{"items", number("uint16")}, member{"minItems", 1}), nil
	case "Counts":
		return append(o, member{"type", "object"}, member{"additionalProperties", number("uint64")}), nil
	case "Pairs":
		return append(o, member{"type", "object"}, member{"additionalProperties", object{{"type", "string"}}}), nil
	case "Sinks":
		return append(o, member{"type", "object"}, member{"additionalProperties", object{{"$ref", "#/$defs/sink"}}}), nil
	case "string":
		o = append(o, text(f)...)
		if f.OmitEmpty && f.Enum == nil && f.Format == "" && f.Pattern == "" {
			o = append(o, member{"minLength", 1})
		}
		return o, nil
	case "bool":
		return append(o, member{"type", "boolean"}), nil
	case "Timestamp":
		return append(o, member{"type", "string"}, member{"format", "date-time"}, member{"pattern", timePattern}), nil
	case "uint16", "uint32", "uint64", "int64":
		return append(o, number(base)...), nil
	}
	return nil, fmt.Errorf("no schema for type %s", f.Type)
}

// text gives the schema of a string, or of each string in a list.
func text(f Field) object {
	switch {
	case f.Format == "weird":
		return object{{"$ref", "#/$defs/weird_name"}}
	case f.Enum != nil:
		return object{{"enum", f.Enum}}
	}
	o := object{{"type", "string"}}
	switch {
	case f.Format == "ip":
		o = append(o, member{"anyOf", []any{object{{"format", "ipv4"}}, object{{"format", "ipv6"}}}})
	case f.Format != "":
		o = append(o, member{"format", f.Format})
	}
	if f.Pattern != "" {
		o = append(o, member{"pattern", f.Pattern})
	}
	if f.Max != 0 {
		o = append(o, member{"maxLength", f.Max})
	}
	return o
}

// number gives the range of an integer. No signed field goes below 0: they are durations.
func number(typ string) object {
	most := map[string]uint64{"uint16": math.MaxUint16, "uint32": math.MaxUint32, "uint64": math.MaxUint64, "int64": math.MaxInt64}
	return object{{"type", "integer"}, {"minimum", 0}, {"maximum", most[typ]}}
}

func (m *Model) weirdNames() object {
	one := []any{}
	for _, w := range m.Weirds {
		one = append(one, object{{"const", w.Name}, {"description", w.Doc}})
	}
	return object{{"description", "The name of an anomaly, of the closed list."}, {"type", "string"}, {"oneOf", one}}
}
