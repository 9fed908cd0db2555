//go:build unix

package capture

import (
	"os"
	"time"

	"golang.org/x/sys/unix"
)

// readable waits until a read of f would not block, and says whether that came true in time. Where the system cannot tell
// it says yes, and the read blocks.
func readable(f *os.File, wait time.Duration) bool {
	conn, err := f.SyscallConn()
	if err != nil {
		return true
	}
	ready := true
	err = conn.Control(func(fd uintptr) {
		fds := [1]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}
		n, err := unix.Poll(fds[:], int(wait/time.Millisecond))
		ready = n != 0 && err != unix.EINTR
	})
	return err != nil || ready
}
