package reaction

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"unicode/utf8"
)

const (
	// MaxSubjectBytes is how many bytes the name of a subject may have.
	MaxSubjectBytes = 512
	// MaxSubjects is how many subjects one call may name.
	MaxSubjects = 1000
)

// A Store keeps at most one reaction per subject and reader, and the counts of
// each subject. Implementations must pass reactiontest.Run.
//
// Every method is safe for concurrent use and linearizable for each subject: what
// it does and sees there is of one instant between its call and its return
// ([Store.Scan] apart). [Store.Set], [Store.Swap] and [Store.Recount] are about
// one subject, and so are atomic. Input that [Check], [CheckSwap], [CheckReader]
// or [CheckSubjects] refuses gets their error, and a context that is over at the
// call gets its own; both change nothing. Values returned belong to the caller. A
// store knows no [Set]: it keeps any well-formed kind, and [MaxStoredKinds]
// different ones at least; it may refuse more with [ErrTooManyKinds].
type Store interface {
	// Set makes k the one reaction that r holds to subject, and returns the one
	// held before, or "". The empty k undoes. Setting what is held changes nothing.
	// A durable store has the change on its medium when Set returns nil; after an
	// error of the medium itself the change was made whole or not at all.
	Set(ctx context.Context, subject string, r Reader, k Kind) (before Kind, err error)

	// Swap does what Set does with to, but only where from is what r holds; "" is
	// nothing. It returns what was held: the swap was made where that is from.
	Swap(ctx context.Context, subject string, r Reader, from, to Kind) (before Kind, err error)

	// Mine returns what r holds to each subject, in the order asked; "" is none.
	Mine(ctx context.Context, r Reader, subjects ...string) ([]Kind, error)

	// Tallies returns the counts of each subject, in the order asked.
	Tallies(ctx context.Context, subjects ...string) ([]Counts, error)

	// Erase forgets everything that r holds, to every subject, takes it out of the
	// counts, and keeps no trace of r. Erasing a reader who holds nothing is no
	// error. What r does during the call may be kept.
	Erase(ctx context.Context, r Reader) error

	// Recount makes the counts of subject equal to the reactions held, and returns
	// by how much they were off, summed over the kinds. A sound store returns 0.
	Recount(ctx context.Context, subject string) (drift int, err error)

	// Scan yields every reaction held, or where subjects are named those to them, in
	// the byte order of subject and then of reader. One that is held throughout the
	// scan is yielded once; one that is made, changed or undone meanwhile is yielded
	// as it was at some instant of the scan, or not at all. The store may be used
	// inside the loop, and the loop may break. A failure ends the scan with the zero
	// Row and the error.
	Scan(ctx context.Context, subjects ...string) iter.Seq2[Row, error]
}

// A Row is one reaction held.
type Row struct {
	Subject string
	Reader  Reader
	Kind    Kind // never empty
}

// Check returns every reason to refuse the arguments of [Store.Set], each as an
// [*Error]; the empty Kind is allowed. Its errors wrap [ErrEmptySubject],
// [ErrSubjectTooLong], [ErrInvalidSubject], [ErrNoReader] or [ErrUnknownKind].
func Check(subject string, r Reader, k Kind) error {
	if reasonAgainst(subject) == nil && !r.IsZero() && k.storable() {
		return nil // the usual case, without the cost of joining nothing
	}
	return errors.Join(CheckSubject(subject), CheckReader(r), checkKind(k))
}

// CheckSwap is [Check] for the arguments of [Store.Swap]. A from that no store can
// hold is refused like a to.
func CheckSwap(subject string, r Reader, from, to Kind) error {
	err := Check(subject, r, to)
	if from.storable() {
		return err
	}
	return errors.Join(err, checkKind(from))
}

func checkKind(k Kind) error {
	if k.storable() {
		return nil
	}
	return unknownKind(string(k))
}

// checkCall is what refuses a call that names subjects and no kind.
func checkCall(ctx context.Context, subjects []string) error {
	if err := CheckSubjects(subjects...); err != nil {
		return err
	}
	return ctx.Err()
}

// checkAmount is checkCall for those who check each subject later.
func checkAmount(ctx context.Context, subjects []string) error {
	if len(subjects) > MaxSubjects || ctx.Err() != nil {
		return checkCall(ctx, subjects)
	}
	return nil
}

// CheckReader refuses the zero Reader with an [*Error] wrapping [ErrNoReader].
func CheckReader(r Reader) error {
	if r.IsZero() {
		return noReader()
	}
	return nil
}

// CheckSubject refuses a subject with an [*Error] wrapping [ErrEmptySubject],
// [ErrSubjectTooLong] or [ErrInvalidSubject].
func CheckSubject(subject string) error { return checkSubject("Subject", subject) }

// CheckSubjects returns every reason to refuse a list of subjects, each as an
// [*Error]. Its errors wrap [ErrTooManySubjects], [ErrEmptySubject],
// [ErrSubjectTooLong] or [ErrInvalidSubject].
func CheckSubjects(subjects ...string) error {
	if len(subjects) > MaxSubjects {
		return &Error{Path: "Subjects", Limit: MaxSubjects, Err: ErrTooManySubjects}
	}
	var faults []error
	for i, s := range subjects {
		if reasonAgainst(s) != nil {
			faults = append(faults, checkSubject(fmt.Sprintf("Subjects[%d]", i), s))
		}
	}
	return errors.Join(faults...)
}

func checkSubject(path, subject string) error {
	reason := reasonAgainst(subject)
	if reason == nil {
		return nil
	}
	e := &Error{Path: path, Value: shown(subject), Err: reason}
	if errors.Is(reason, ErrSubjectTooLong) {
		e.Limit = MaxSubjectBytes
	}
	return e
}

// reasonAgainst is the sentinel that refuses subject, or nil.
func reasonAgainst(subject string) error {
	switch {
	case subject == "":
		return ErrEmptySubject
	case len(subject) > MaxSubjectBytes:
		return ErrSubjectTooLong
	case !utf8.ValidString(subject) || strings.IndexByte(subject, 0) >= 0:
		return ErrInvalidSubject
	}
	return nil
}

func unknownKind(value string) error {
	return &Error{Path: "Kind", Value: shown(value), Err: ErrUnknownKind}
}
