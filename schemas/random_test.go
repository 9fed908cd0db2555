package schemas

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/netip"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// random makes records that the schema allows, of every form: fields empty, small and large.
type random struct {
	*rand.Rand
	batch  Batch
	weirds []string
}

func newRandom(t testing.TB, seed uint64) *random {
	t.Helper()
	r := &random{Rand: rand.New(rand.NewPCG(seed, 1))}
	for _, w := range load(t).Weirds {
		r.weirds = append(r.weirds, w.Name)
	}
	return r
}

// record gives a record of a random kind.
func (r *random) record() Record {
	b := &r.batch
	b.reset()
	kinds := []string{"transaction", "session", "weird", "stats"}
	k := r.IntN(len(kinds))
	switch Kind(k + 1) {
	case KindTransaction:
		r.fill(reflect.ValueOf(b.Transaction(1)).Elem(), "").FieldByName("Kind").SetString(kinds[k])
	case KindSession:
		r.fill(reflect.ValueOf(b.Session(1)).Elem(), "").FieldByName("Kind").SetString(kinds[k])
	case KindWeird:
		r.fill(reflect.ValueOf(b.Weird(1)).Elem(), "").FieldByName("Kind").SetString(kinds[k])
	case KindStats:
		r.fill(reflect.ValueOf(b.Stats()).Elem(), "").FieldByName("Kind").SetString(kinds[k])
	}
	return b.Records[0]
}

func (r *random) fill(v reflect.Value, tag reflect.StructTag) reflect.Value {
	omit := strings.HasSuffix(tag.Get("json"), ",omitempty")
	if omit && r.IntN(3) == 0 {
		return v
	}
	switch x := v.Addr().Interface().(type) {
	case *string:
		*x = r.text(tag)
	case *Timestamp:
		*x = Timestamp(r.Int64())
	case *[]string:
		for range r.IntN(4) {
			*x = append(*x, r.text(tag))
		}
	case *Counts:
		for i := range r.IntN(4) {
			*x = append(*x, Count{fmt.Sprint(i, r.text("")), r.number()})
		}
	case *Pairs:
		for i := range r.IntN(4) {
			*x = append(*x, Pair{fmt.Sprint(i, r.text("")), r.text("")})
		}
	case *Sinks:
		for i := range r.IntN(3) {
			s := SinkStats{}
			r.fill(reflect.ValueOf(&s).Elem(), "")
			s.Name = fmt.Sprint(i, r.text(""))
			*x = append(*x, s)
		}
	default:
		r.fillKind(v)
	}
	return v
}

func (r *random) fillKind(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			r.fill(v.Field(i), v.Type().Field(i).Tag)
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.fill(v.Elem(), "")
	case reflect.Slice:
		for range r.IntN(4) {
			e := reflect.New(v.Type().Elem()).Elem()
			v.Set(reflect.Append(v, r.fill(e, "")))
		}
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Int64:
		v.SetInt(int64(r.number() & math.MaxInt64))
	default:
		v.SetUint(r.number() >> (64 - v.Type().Bits()))
	}
}

// number gives one of any length, often 0.
func (r *random) number() uint64 { return r.Uint64() >> r.IntN(65) }

// pieces are what escaping must mind.
var pieces = []string{"a", "INBOX", "  ", `"`, `\`, `\\x00`, "é", "漢字", "😀", "<b>&amp;", "/", "\u2028", "\u2029", "\u007f", "{12}", "12345678"}

func (r *random) text(tag reflect.StructTag) string {
	switch {
	case tag.Get("enum") != "":
		return pick(r, strings.Split(tag.Get("enum"), ","))
	case tag.Get("format") == "weird":
		return pick(r, r.weirds)
	case tag.Get("format") == "ip":
		return r.address()
	case strings.HasPrefix(tag.Get("pattern"), "^1:"):
		return "1:" + strings.Repeat("aZ+/09", 5)[:27] + "="
	case strings.HasPrefix(tag.Get("pattern"), "^C"):
		return "C" + strings.Repeat("aZ09", 5)[:17]
	}
	s := "x"
	for range r.IntN(6) {
		s += pick(r, pieces)
	}
	return s
}

func (r *random) address() string {
	if r.IntN(2) == 0 {
		return netip.AddrFrom4([4]byte{byte(r.Uint32()), 2, 3, 4}).String()
	}
	return netip.AddrFrom16([16]byte{0xfe, 0x80, 15: byte(r.Uint32())}).String()
}

func pick(r *random, from []string) string { return from[r.IntN(len(from))] }

// TestRandomReachesEveryField keeps the properties honest: a field that is never filled is never tested.
func TestRandomReachesEveryField(t *testing.T) {
	r := newRandom(t, 1)
	seen := map[string]bool{}
	for range 500 {
		rec := r.record()
		v := reflect.ValueOf(body(rec)).Elem()
		for _, f := range reflect.VisibleFields(v.Type()) {
			if !f.Anonymous && !v.FieldByIndex(f.Index).IsZero() {
				seen[v.Type().Name()+"."+f.Name] = true
			}
		}
	}
	for _, k := range []any{Transaction{}, Session{}, Weird{}, Stats{}} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(k)) {
			if name := reflect.TypeOf(k).Name() + "." + f.Name; !f.Anonymous && !seen[name] {
				t.Errorf("%s was never filled", name)
			}
		}
	}
	if !slices.Contains(pieces, `"`) {
		t.Error("no text with a quote")
	}
}

// body gives the struct of a record.
func body(r Record) any {
	switch r.Kind {
	case KindTransaction:
		return r.Transaction
	case KindSession:
		return r.Session
	case KindWeird:
		return r.Weird
	}
	return r.Stats
}
