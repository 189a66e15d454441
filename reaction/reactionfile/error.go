package reactionfile

import (
	"errors"
	"strconv"
)

var (
	// ErrLocked refuses to open a folder that is open already.
	ErrLocked = errors.New("store is open in another place")
	// ErrClosed refuses every use of a store after [Store.Close].
	ErrClosed = errors.New("store is closed")
	// ErrBroken refuses writes after one that may or may not be on the disk.
	ErrBroken = errors.New("store takes no writes until it is opened again")
	// ErrForeign refuses a file that has the name of one of ours and another content.
	ErrForeign = errors.New("not a file of this store")
	// ErrDamaged refuses a file that is not as it was written, or is missing.
	ErrDamaged = errors.New("file is damaged")
)

// An Error says which operation failed, and where.
type Error struct {
	Op     string // "open", "set", "swap", "mine", "tallies", "erase", "recount", "scan", "snapshot" or "close"
	File   string // name in the folder; empty where Err is about none, or names it
	Offset int64  // of the first byte at fault in File, where Err wraps ErrForeign or ErrDamaged
	Err    error  // wraps an Err variable of this package, or is the error of the system or of the context
}

// Error names the operation, the place and the cause.
func (e *Error) Error() string {
	s := "reactionfile: "
	if e.Op != "" {
		s += e.Op + ": "
	}
	if e.File != "" {
		s += e.File + " at byte " + strconv.FormatInt(e.Offset, 10) + ": "
	}
	return s + e.Err.Error()
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// failed says in which operation err came up; nil stays nil.
func failed(op string, err error) error {
	if err == nil {
		return nil
	}
	e := &Error{Op: op, Err: err}
	var at *Error
	if errors.As(err, &at) {
		e.File, e.Offset = at.File, at.Offset
	}
	if err == error(at) {
		e.Err = at.Err
	}
	return e
}

// also adds what went wrong while err was dealt with; either may be nil.
func also(err, more error) error {
	switch {
	case more == nil:
		return err
	case err == nil:
		return more
	}
	return errors.Join(err, more)
}
