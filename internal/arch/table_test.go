package arch

// module is the project's path, as in go.mod.
const module = "github.com/imaplog/imaplog"

// room is a folder and all below it that has no row of its own.
type room struct {
	path string
	// imports are the rooms of ours whose packages it may import; its own it always may.
	imports []string
	// types are rooms that it may import for their types, constants and methods only: it calls no function there.
	types []string
	// libraries are the modules beside the standard library that it may import.
	libraries []string
	// alone says that its tests may import nothing more of ours either.
	alone bool
	// any says that it may import every package of ours.
	any bool
	// testsOnly says that only tests may import it.
	testsOnly bool
}

const (
	gopacket   = "github.com/google/gopacket"
	compress   = "github.com/klauspost/compress"
	kong       = "github.com/alecthomas/kong"
	jsonschema = "github.com/santhosh-tekuri/jsonschema/v6"
	xsys       = "golang.org/x/sys"
	xnet       = "golang.org/x/net"
)

// testLibraries are for tests everywhere.
var testLibraries = []string{gopacket, jsonschema, compress, xnet}

// rooms is the table of allowed imports.
var rooms = []room{
	{path: "cmd", any: true, libraries: []string{kong, xsys}},
	{path: "pipeline", imports: []string{"pipeline/capture", "pipeline/packet", "pipeline/flow", "pipeline/stream", "pipeline/filter", "schemas"}},
	{path: "pipeline/capture", libraries: []string{compress, xsys, xnet}},
	{path: "pipeline/capture/captest", imports: []string{"pipeline/capture"}, libraries: []string{compress}, testsOnly: true},
	{path: "pipeline/filter", imports: []string{"pipeline/capture"}, libraries: []string{xnet}},
	{path: "pipeline/packet", imports: []string{"pipeline/capture"}, libraries: []string{gopacket}},
	{path: "pipeline/flow", imports: []string{"pipeline/packet", "pipeline/capture"}},
	{path: "pipeline/stream", imports: []string{"pipeline/packet", "pipeline/flow", "pipeline/capture"}},
	{path: "layer/imap", libraries: []string{gopacket}, alone: true},
	{path: "layer/imap/session", imports: []string{"layer/imap", "layer/tls", "schemas"},
		types: []string{"pipeline/stream", "pipeline/flow", "pipeline/capture", "pipeline/packet"}},
	{path: "layer/tls", alone: true},
	{path: "schemas"},
	{path: "sinks", imports: []string{"schemas"}},
	{path: "sinks/jsonl", imports: []string{"sinks", "schemas"}, libraries: []string{compress}},
	{path: "internal/arch"},
	{path: "internal/robust", testsOnly: true},
	{path: "bench", any: true, libraries: []string{gopacket}},
}
