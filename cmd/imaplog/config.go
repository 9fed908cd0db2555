package main

import (
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/alecthomas/kong"

	"github.com/imaplog/imaplog/pipeline"
	"github.com/imaplog/imaplog/pipeline/flow"
)

// config is the whole configuration: each field is a flag.
type config struct {
	Files []string `arg:"" optional:"" name:"file" help:"More captures to read, as with -r."`

	Read   []string `short:"r" placeholder:"FILE" sep:"none" help:"Read this capture: pcap or pcapng, plain, gzip or zstd; a directory or a quoted glob of rotated files, read in time order as one capture; - for standard input. May be repeated."`
	Output []string `short:"o" placeholder:"TARGET" sep:"none" help:"Write records to - (standard output, the default), FILE.jsonl, FILE.jsonl.gz, FILE.jsonl.zst, or DIR/ (a file for each kind). May be repeated."`
	Kinds  []string `placeholder:"KIND" help:"Kinds of records to write: transaction, session, weird, stats. Default: transaction for a file and -, all for a directory."`

	Filter    string `placeholder:"EXPR" help:"Look only at packets that this BPF expression (pcap-filter(7)) matches."`
	Ports     string `default:"143,993" placeholder:"PORTS" help:"TCP ports to look at, as 143,993,1143-1150, or any: IMAP is then recognised by what is said (default: ${default})."`
	Checksum  string `default:"auto" enum:"auto,on,off" help:"TCP checksums: on drops segments with a wrong one, off ignores them, auto ignores them where offloading shows (default: ${default})."`
	MergeVLAN bool   `name:"merge-vlan" help:"Take VLANs out of a connection's identity, for taps that tag each direction differently."`

	Workers       int           `default:"0" placeholder:"N" help:"Worker goroutines, at most 64; 0 is one for each processor (default: ${default})."`
	Sensor        string        `default:"imaplog" placeholder:"NAME" help:"The sensor's name in the records (default: ${default})."`
	StatsInterval time.Duration `default:"0s" placeholder:"TIME" help:"Also write a stats record every TIME of packet time; 0 for the end only (default: ${default})."`

	Limits limits `embed:"" prefix:"max-"`

	IdleTimeout time.Duration `default:"60m" placeholder:"TIME" help:"End an established connection after this long without a packet, in packet time; IDLE is silent for up to 29 minutes (default: ${default})."`

	Quiet   bool `short:"q" help:"No progress and no summary on standard error; faults are still told."`
	Version bool `help:"Show the version."`
}

// limits bound what hostile or lossy input can cost.
type limits struct {
	Flows   int `default:"1048576" placeholder:"N" help:"Connections at a time; beyond, the one idle longest is ended (default: ${default})."`
	Held    int `default:"268435456" placeholder:"OCTETS" help:"Octets held out of order, in all (default: ${default})."`
	Pending int `default:"1024" placeholder:"N" help:"Unanswered commands of a session (default: ${default})."`
	InAll   int `name:"pending-in-all" default:"65536" placeholder:"N" help:"Unanswered commands of all sessions beyond each one's first (default: ${default})."`
	Line    int `default:"65536" placeholder:"OCTETS" help:"Length of a line; beyond, it is cut (default: ${default})."`
}

// usageError is a fault of the command line.
type usageError struct{ error }

// usage makes a usageError.
func usage(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

const about = `imaplog reads network traffic and writes one record for each IMAP transaction: tag, command, status, latency, and what an analyst needs around it.

Examples:
  imaplog -r mail.pcap                              one JSON line for each transaction, to standard output
  imaplog -r mail.pcap | jq -r '[.user, .command, .status, .latency_us] | @tsv'
  imaplog -r /captures/ -o out/                     a directory of rotated captures; a file for each kind of record
  imaplog -r big.pcap.zst -o mail.jsonl.zst --kinds transaction,session
  tcpdump -i eth0 -U -w - port 143 | imaplog -r -   from a pipe, as it comes
  imaplog -r odd.pcap --ports any --filter 'net 192.0.2.0/24'

Exit status: 0 done, 1 something could not be read or written, 2 usage, 130 or 143 after SIGINT or SIGTERM.`

// parse reads the command line. shown says that help or the version was asked for and written to out.
func parse(args []string, out io.Writer) (cfg *config, shown bool, err error) {
	cfg = &config{}
	parser, err := kong.New(cfg, kong.Name("imaplog"), kong.Description(about), kong.Writers(out, out),
		kong.Exit(func(int) { shown = true }), kong.ConfigureHelp(kong.HelpOptions{WrapUpperBound: 120, NoExpandSubcommands: true}))
	if err != nil {
		return nil, false, err
	}
	_, err = parser.Parse(args)
	if shown {
		return nil, true, nil
	}
	if err != nil {
		return nil, false, usageError{err}
	}
	if cfg.Version {
		fmt.Fprintln(out, "imaplog", version())
		return nil, true, nil
	}
	cfg.Read = append(cfg.Read, cfg.Files...)
	if len(cfg.Read) == 0 {
		return nil, false, usage("no capture to read: name one with -r FILE, or - for standard input")
	}
	return cfg, false, cfg.inRange()
}

// inRange tells of all numbers that mean nothing.
func (c *config) inRange() error {
	var faults []error
	if c.Workers > flow.Shards {
		faults = append(faults, usage("--workers is %d at most", flow.Shards))
	}
	if c.StatsInterval != 0 && c.StatsInterval < time.Second {
		faults = append(faults, usage("--stats-interval is a second at least, or 0 for the end only"))
	}
	for _, n := range []struct {
		flag         string
		value, least int64
	}{
		{"workers", int64(c.Workers), 0},
		{"idle-timeout", int64(c.IdleTimeout), int64(time.Second)},
		{"max-flows", int64(c.Limits.Flows), 1},
		{"max-held", int64(c.Limits.Held), 1},
		{"max-pending", int64(c.Limits.Pending), 1},
		{"max-pending-in-all", int64(c.Limits.InAll), flow.Shards},
		{"max-line", int64(c.Limits.Line), 1},
	} {
		if n.value < n.least {
			faults = append(faults, usage("--%s is too small", n.flag))
		}
	}
	return errors.Join(faults...)
}

// version is the module's version, or the commit that the binary was built from.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "(unknown)"
	}
	v := info.Main.Version
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" && (v == "" || v == "(devel)") {
			v = s.Value
		}
	}
	return v + " " + info.GoVersion
}

// parsePorts reads a list of ports and ranges; nil stands for any.
func parsePorts(list string) (*pipeline.Ports, error) {
	if list == "any" {
		return nil, nil
	}
	ports := &pipeline.Ports{}
	for item := range strings.SplitSeq(list, ",") {
		first, last, ranged := strings.Cut(strings.TrimSpace(item), "-")
		if !ranged {
			last = first
		}
		lo, err1 := strconv.ParseUint(first, 10, 16)
		hi, err2 := strconv.ParseUint(last, 10, 16)
		if err1 != nil || err2 != nil || lo == 0 || lo > hi {
			return nil, usage("--ports=%s: %q is no port from 1 to 65535, no range of them, and not any", list, item)
		}
		for p := lo; p <= hi; p++ {
			ports.Add(uint16(p))
		}
	}
	return ports, nil
}
