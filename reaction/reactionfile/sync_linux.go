package reactionfile

import (
	"errors"
	"os"
	"syscall"
)

// Sync spares the disk the time of the last change, which costs as much as the
// content and is of no use here.
func (f systemFile) Sync() error {
	for {
		err := syscall.Fdatasync(int(f.Fd()))
		if !errors.Is(err, syscall.EINTR) {
			return os.NewSyscallError("fdatasync", err)
		}
	}
}
