package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"time"
)

// result is one run.
type result struct {
	wall, cpu float64 // seconds
	peak      int64   // octets of memory
}

// measure lets everyone run once to warm up, and then in turns.
func measure(all []*contender, rounds int) error {
	for _, c := range all {
		if c.gone != "" {
			fmt.Fprintf(os.Stderr, "left out: %s: %s\n", c.title, c.gone)
			continue
		}
		lines := &counter{}
		if _, err := c.once(lines); err != nil {
			return err
		}
		c.lines = lines.n
		if c.wrote != "" {
			if err := lines.file(c.wrote); err != nil {
				return err
			}
			c.lines = lines.n
		}
	}
	for round := range rounds {
		for _, c := range all {
			if c.gone != "" {
				continue
			}
			fmt.Fprintf(os.Stderr, "round %d of %d: %s\n", round+1, rounds, c.title)
			r, err := c.once(nil)
			if err != nil {
				return err
			}
			c.runs = append(c.runs, r)
		}
	}
	return nil
}

// once runs the contender. Without out its output goes to /dev/null, opened by itself: no pipe slows it.
func (c *contender) once(out io.Writer) (result, error) {
	argv := c.argv
	if _, err := exec.LookPath("taskset"); err == nil && c.cores > 0 {
		argv = append([]string{"taskset", "-c", "0-" + strconv.Itoa(c.cores-1)}, argv...)
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = os.Environ()
	if c.cores > 0 {
		cmd.Env = append(cmd.Env, "GOMAXPROCS="+strconv.Itoa(c.cores))
	}
	if c.wrote != "" {
		if err := os.Remove(c.wrote); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return result{}, err
		}
	}
	var complaint bytes.Buffer
	cmd.Stdout, cmd.Stderr = out, &complaint
	begin := time.Now()
	err := cmd.Run()
	wall := time.Since(begin).Seconds()
	if err != nil {
		return result{}, fmt.Errorf("%v: %w: %s", argv, err, complaint.Bytes())
	}
	state := cmd.ProcessState
	return result{wall: wall, cpu: (state.UserTime() + state.SystemTime()).Seconds(), peak: peakOf(state)}, nil
}

// counter counts lines.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(bytes.Count(p, []byte{'\n'}))
	return len(p), nil
}

// file counts a file's lines, in little memory: a process begins with its parent's peak.
func (c *counter) file(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	_, err = io.Copy(struct{ io.Writer }{c}, struct{ io.Reader }{f})
	return err
}

// median gives the middle of a figure over the runs.
func (c *contender) median(of func(result) float64) float64 {
	all := c.figures(of)
	return (all[(len(all)-1)/2] + all[len(all)/2]) / 2
}

// best gives the least of a figure.
func (c *contender) best(of func(result) float64) float64 { return c.figures(of)[0] }

// most gives the greatest.
func (c *contender) most(of func(result) float64) float64 { return c.figures(of)[len(c.runs)-1] }

func (c *contender) figures(of func(result) float64) []float64 {
	var all []float64
	for _, r := range c.runs {
		all = append(all, of(r))
	}
	slices.Sort(all)
	return all
}

func wall(r result) float64 { return r.wall }
func cpu(r result) float64  { return r.cpu }
func peak(r result) float64 { return float64(r.peak) / (1 << 20) }
