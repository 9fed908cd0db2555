package main

import (
	"errors"
	"os"

	"github.com/imaplog/imaplog/sinks"
	"github.com/imaplog/imaplog/sinks/jsonl"
)

// target is an output before it is opened.
type target struct {
	jsonl.Target
	options jsonl.Options
}

// targets reads the outputs of the command line; all faults at once.
func (c *config) targets() ([]target, error) {
	names := c.Output
	if len(names) == 0 {
		names = []string{"-"}
	}
	kinds, err := sinks.ParseKinds(c.Kinds...)
	var faults []error
	if err != nil {
		faults = append(faults, usage("--kinds: %w", err))
	}
	var list []target
	var parsed []jsonl.Target
	for _, name := range names {
		t, err := jsonl.Parse(name)
		if err != nil {
			faults = append(faults, usageError{err})
			continue
		}
		parsed = append(parsed, t)
		list = append(list, target{t, jsonl.Options{Kinds: kinds}})
	}
	if err := jsonl.Distinct(parsed...); err != nil {
		faults = append(faults, usageError{err})
	}
	return list, errors.Join(faults...)
}

// overwrites tells of targets that would write over a capture that is to be read.
func overwrites(captures []string, targets []target) error {
	var faults []error
	for _, t := range targets {
		for _, file := range t.Files() {
			written, err := os.Stat(file)
			if err != nil || !written.Mode().IsRegular() {
				continue // it is not there yet, or not to be overwritten
			}
			for _, path := range captures {
				if read, err := stat(path); err == nil && os.SameFile(read, written) {
					faults = append(faults, usage("output %s would write over the capture %s, which is to be read", file, path))
				}
			}
		}
	}
	return errors.Join(faults...)
}

func stat(path string) (os.FileInfo, error) {
	if path == "-" {
		return os.Stdin.Stat()
	}
	return os.Stat(path)
}

// outputs are the open sinks, each behind a queue of its own.
type outputs struct {
	queues []*sinks.Queue
	fan    sinks.Sink
}

// openOutputs opens all targets, or none.
func openOutputs(targets []target) (o outputs, err error) {
	var list []sinks.Sink
	for _, t := range targets {
		w, err := jsonl.Open(t.Target, t.options)
		if err != nil {
			return o, errors.Join(err, o.close(nil))
		}
		q, err := sinks.NewQueue(w, sinks.QueueOptions{Name: t.Path, Kinds: t.options.Takes(t.Target), Full: sinks.Block})
		if err != nil {
			return o, errors.Join(err, w.Close(), o.close(nil))
		}
		o.queues = append(o.queues, q)
		list = append(list, q)
	}
	o.fan = sinks.Fan(list...)
	return o, nil
}

// close finishes all outputs. It gives errors other than the run's own, which the outputs may give again.
func (o outputs) close(run error) error {
	var faults []error
	for _, q := range o.queues {
		if err := q.Close(); err != nil && (run == nil || !errors.Is(run, err)) {
			faults = append(faults, err)
		}
	}
	return errors.Join(faults...)
}
