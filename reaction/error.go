package reaction

import (
	"errors"
	"strconv"
)

// Each error of this package, and of every [Store] for input that it refuses,
// wraps one of these.
var (
	// ErrUnknownKind refuses a kind that the set does not offer, or that no set can.
	ErrUnknownKind = errors.New("unknown kind of reaction")
	// ErrRetiredKind refuses a new reaction of a kind that the set has retired.
	ErrRetiredKind = errors.New("retired kind of reaction")
	// ErrTooManyKinds refuses a kind that would be one more than a store can tell apart.
	ErrTooManyKinds = errors.New("too many different kinds of reaction")
	// ErrInvalidSet refuses kinds, labels or emoji that cannot make a [Set].
	ErrInvalidSet = errors.New("invalid set of reactions")
	// ErrEmptySubject refuses the empty subject.
	ErrEmptySubject = errors.New("subject is empty")
	// ErrSubjectTooLong refuses a subject of more than [MaxSubjectBytes].
	ErrSubjectTooLong = errors.New("subject is too long")
	// ErrInvalidSubject refuses a subject that is not UTF-8 or holds a NUL.
	ErrInvalidSubject = errors.New("subject is not UTF-8 without NUL")
	// ErrTooManySubjects refuses a call that names more than [MaxSubjects].
	ErrTooManySubjects = errors.New("too many subjects")
	// ErrNoReader refuses the zero [Reader], an empty account, and text that is no reader.
	ErrNoReader = errors.New("no reader")
	// ErrRow refuses to write a row that no store holds, or that is out of order.
	ErrRow = errors.New("row is out of order, or none that a store holds")
	// ErrForeign refuses a file that is not an export of this version.
	ErrForeign = errors.New("not an export of reactions")
	// ErrDamaged refuses a block of an export, or an export that is not whole.
	ErrDamaged = errors.New("export is damaged")
	// ErrTooLarge refuses an export that passes one of the [Limits].
	ErrTooLarge = errors.New("export is too large")
	// ErrTrend refuses to merge trends of different half-lives.
	ErrTrend = errors.New("trend has another half-life")
	// ErrKey refuses a pepper of fewer than [MinPepperBytes], and the zero [ReaderKeys].
	ErrKey = errors.New("pepper is missing or too short")
)

// An Error says which value was refused and why.
type Error struct {
	Path  string // Go syntax of the argument: "Subject", "Subjects[3]", "Choices[2].Kind", "Reader"
	Value string // the refused value, at most 64 bytes of it; empty where it could tell who a reader is
	Limit int    // the limit that was passed or missed, in the unit of the value; 0 where there is none
	Err   error  // wraps one of the Err variables of this package
}

// Error names the path, the reason, the value and the limit, in one line.
func (e *Error) Error() string {
	s := "reaction: " + e.Path + ": " + e.Err.Error()
	if e.Value != "" {
		s += ": " + strconv.Quote(e.Value)
	}
	if e.Limit != 0 {
		s += " (limit " + strconv.Itoa(e.Limit) + ")"
	}
	return s
}

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// shown cuts a refused value to what an error may carry.
func shown(value string) string { return value[:min(len(value), 64)] }
