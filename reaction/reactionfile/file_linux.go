package reactionfile

import (
	"errors"
	"os"
	"syscall"
)

// Sync spares the disk the time of the last change, which costs as much as the
// content and is of no use here.
func (f *systemFile) Sync() error {
	for {
		err := syscall.Fdatasync(int(f.Fd()))
		if !errors.Is(err, syscall.EINTR) {
			return os.NewSyscallError("fdatasync", err)
		}
	}
}

// WriteAt writes blocks of a log past the memory of the system, which leaves half of
// the work to the sync. File systems that can't do so refuse it with EINVAL, and so
// does the system for a b that begins at an odd address.
func (f *systemFile) WriteAt(b []byte, offset int64) (int, error) {
	blocks := f.appended && offset%logBlock == 0 && len(b)%logBlock == 0
	if f.setDirect(blocks) {
		n, err := f.File.WriteAt(b, offset)
		if !errors.Is(err, syscall.EINVAL) {
			return n, err
		}
		f.appended = false
		f.setDirect(false)
	}
	return f.File.WriteAt(b, offset)
}

// setDirect asks for writes that go past the memory of the system, or that don't, and
// reports whether they do.
func (f *systemFile) setDirect(on bool) bool {
	if on == f.direct {
		return on
	}
	flags, _, failed := syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), syscall.F_GETFL, 0)
	if failed == 0 {
		_, _, failed = syscall.Syscall(syscall.SYS_FCNTL, f.Fd(), syscall.F_SETFL, flags^syscall.O_DIRECT)
	}
	if failed != 0 {
		f.appended = false
		return f.direct
	}
	f.direct = on
	return on
}
