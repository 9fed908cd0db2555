package capture_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/imaplog/imaplog/pipeline/capture"
	"github.com/imaplog/imaplog/pipeline/capture/captest"
)

// Two rotated files are one source, in the order of time whatever their names; the second is cut short.
func ExampleOpenFiles() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	c := captest.NewConn("192.0.2.10:50312", "198.51.100.7:143")
	c.Open()
	c.Server("* OK ready\r\n")
	early := captest.Pcap(c.Frames[:3], captest.PcapOptions{})
	late := captest.PcapngFile(c.Frames[3:], nil)
	os.WriteFile(filepath.Join(dir, "b.pcap"), early, 0o600)
	os.WriteFile(filepath.Join(dir, "a.pcapng"), append(late, "rest"...), 0o600)

	files, err := capture.OpenFiles([]string{dir}, capture.FileOptions{})
	if err != nil {
		panic(err)
	}
	defer files.Close()
	var b capture.Batch
	for files.Fill(&b) == nil {
		for _, p := range b.Packets {
			fmt.Println(p.Packet, p.Origin.Name, p.Time-captest.Start, len(p.Data))
		}
		b.Release()
	}
	for _, f := range files.Faults() {
		fmt.Println(filepath.Base(f.File), f.Packet, f.Err)
	}
	// Output:
	// 1 b.pcap 0 58
	// 2 b.pcap 1000000 58
	// 3 b.pcap 2000000 54
	// 4 a.pcapng 3000000 66
	// a.pcapng 2 the capture is cut short: 4 of 12 octets are there
}
