//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package reactionfile

import (
	"errors"
	"os"
	"syscall"
)

// lock keeps others out until f is closed, by the process or by its end.
func lock(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		switch {
		case errors.Is(err, syscall.EINTR):
		case errors.Is(err, syscall.EWOULDBLOCK):
			return ErrLocked
		default:
			return os.NewSyscallError("flock", err)
		}
	}
}
