package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
)

// contender is a program and what it reads.
type contender struct {
	id    string // for the ratios
	title string
	input *input
	cores int // 0: as many as there are
	argv  []string
	wrote string // the file that its records go to; empty: they are thrown away
	gone  string // why it cannot run

	lines int64
	runs  []result
}

const (
	idCat       = "cat"
	idOneNull   = "one"
	idTwoNull   = "two"
	idOneFile   = "one-file"
	idTwoFile   = "two-file"
	idTwoPart   = "two-part"
	idTextOne   = "textbook-one"
	idTextTwo   = "textbook-two"
	idTshark    = "tshark"
	recordsName = "records.jsonl"
)

// contenders lists who takes turns. A peer that is not installed stays on the list, with the reason.
func contenders(opt options, whole, part *input, scratch string) []*contender {
	records := filepath.Join(scratch, recordsName)
	imaplog := func(in *input, workers int, out string) []string {
		return []string{opt.imaplog, "-r", in.name, "-o", out, "--quiet", "--workers", strconv.Itoa(workers)}
	}
	textbook := []string{filepath.Join(opt.bin, "textbook"), whole.name}
	all := []*contender{
		{id: idCat, title: "cat", input: whole, argv: []string{"cat", whole.name}},
		{id: idOneNull, title: "imaplog to /dev/null, one core", input: whole, cores: 1, argv: imaplog(whole, 1, os.DevNull)},
		{id: idTwoNull, title: "imaplog to /dev/null, two cores", input: whole, cores: 2, argv: imaplog(whole, 2, os.DevNull)},
		{id: idOneFile, title: "imaplog to a file in memory, one core", input: whole, cores: 1, argv: imaplog(whole, 1, records), wrote: records},
		{id: idTwoFile, title: "imaplog to a file in memory, two cores", input: whole, cores: 2, argv: imaplog(whole, 2, records), wrote: records},
		{id: idTwoPart, title: "imaplog to /dev/null, two cores", input: part, cores: 2, argv: imaplog(part, 2, os.DevNull)},
		{id: idTextOne, title: "textbook gopacket, one core", input: whole, cores: 1, argv: textbook},
		{id: idTextTwo, title: "textbook gopacket, two cores", input: whole, cores: 2, argv: textbook},
		{id: idTshark, title: "tshark", input: part, argv: []string{"tshark", "-r", part.name, "-Y", "imap", "-T", "fields",
			"-e", "imap.request_tag", "-e", "imap.request.command", "-e", "imap.response.status", "-e", "imap.time"}},
	}
	for _, c := range all {
		if _, err := exec.LookPath(c.argv[0]); err != nil {
			c.gone = fmt.Sprintf("%s is not installed", c.argv[0])
		}
	}
	return all
}

// named gives the contender with that id, if it ran.
func named(all []*contender, id string) *contender {
	for _, c := range all {
		if c.id == id && len(c.runs) > 0 {
			return c
		}
	}
	return nil
}
