package sanitize

import (
	"errors"
	"fmt"
	"strings"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
)

const (
	MaxBytes      = 4 << 20 // bytes of input, unless [Options] say otherwise
	MaxDepth      = 256     // open elements
	MaxTags       = 200_000 // start and end tags
	MaxAttrs      = 32      // attributes of a tag that are looked at
	MaxCandidates = 64      // pictures of a srcset
)

var (
	// ErrTooLarge is wrapped by the error for an input, or a line of inline
	// markup made of it, that is longer than the profile allows.
	ErrTooLarge = errors.New("too large")
	// ErrInvalidProfile is wrapped by the error of [Profile.With] for options that cannot hold.
	ErrInvalidProfile = errors.New("invalid profile")
)

// Error says why there is no result.
type Error struct {
	Reason string // in words, with the limit or the value at fault
	Err    error  // ErrTooLarge, ErrInvalidProfile or ErrUnsafeURL
	Cause  error  // what else it wraps, such as the fault of an address; may be nil
}

// Error returns the fault in one line.
func (e *Error) Error() string { return fmt.Sprintf("sanitize: %v: %s", e.Err, e.Reason) }

// Unwrap returns Err and, where there is one, Cause.
func (e *Error) Unwrap() []error {
	if e.Cause == nil {
		return []error{e.Err}
	}
	return []error{e.Err, e.Cause}
}

// Profile says what is kept. It is immutable, safe for concurrent use, and can be
// compared with ==. The zero value keeps what [Plain] keeps.
type Profile struct {
	rules *rules
}

// MaxBytes returns how many bytes HTML and Inline read.
func (p Profile) MaxBytes() int { return p.table().maxBytes }

// HTML returns s with everything left out that the profile does not keep. The
// report names what was left out or changed. The only error wraps [ErrTooLarge].
func (p Profile) HTML(s string) (string, loss.Report, error) {
	return p.table().sanitize(s)
}

// Inline returns s as markup of one line, out of the elements of
// [inline.Grammar]. Tags of blocks are left out, their text is kept, words of
// different blocks apart. The only error wraps [ErrTooLarge].
func (p Profile) Inline(s string) (inline.HTML, loss.Report, error) {
	out, report, err := p.table().line.sanitize(s)
	if err != nil {
		return inline.HTML{}, loss.Report{}, err
	}
	h, err := inline.Parse(out)
	if err != nil {
		// Size is the one limit of the grammar that the pass does not keep itself.
		reason := fmt.Sprintf("%d bytes of inline markup", len(out))
		return inline.HTML{}, loss.Report{}, &Error{Reason: reason, Err: ErrTooLarge, Cause: err}
	}
	return h, report, nil
}

func (p Profile) table() *rules {
	if p.rules == nil {
		return plainRules()
	}
	return p.rules
}

func (r *rules) sanitize(s string) (string, loss.Report, error) {
	var report loss.Report
	if len(s) > r.maxBytes {
		reason := fmt.Sprintf("%d bytes, at most %d", len(s), r.maxBytes)
		return "", report, &Error{Reason: reason, Err: ErrTooLarge}
	}
	if r.first != nil {
		return r.settle(s, &report), report, nil
	}
	if out, ok := plainText(s); ok {
		return out, report, nil
	}
	return r.agree(s, &report), report, nil
}

// rounds is how often two opinions are asked until they agree.
const rounds = 3

// settle returns what the caller's own policy and the table both leave as it is.
func (r *rules) settle(s string, report *loss.Report) string {
	out := r.agree(r.front(s, report), report)
	for range rounds {
		next := r.agree(r.front(out, report), report)
		if next == out {
			return out
		}
		out = next
	}
	report.Add("", loss.Dropped, "markup", "the caller's policy changes it each time")
	return words(out, report)
}

func (r *rules) front(s string, report *loss.Report) string {
	out := r.first.Sanitize(s)
	if out != s {
		report.Add("", loss.Repaired, "markup", "the caller's policy changed it")
	}
	return out
}

// agree returns what the pass makes of s, if the second opinion lets its start
// tags pass unchanged, and otherwise what both let pass of the whole.
func (r *rules) agree(s string, report *loss.Report) string {
	p := newPass(r, report)
	out := p.run(s)
	if p.isAgreed() {
		return out
	}
	for range rounds {
		second := r.second.Sanitize(out)
		if second == out {
			return out
		}
		report.Add("", loss.Dropped, "markup", "the second opinion refused it")
		out = newPass(r, report).run(second)
	}
	return words(out, report)
}

// words returns the text of s alone.
func words(s string, report *loss.Report) string {
	return strings.TrimSpace(newPass(plainRules(), report).run(s))
}
