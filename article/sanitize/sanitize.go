package sanitize

import (
	"errors"
	"fmt"
	"net/url"
	"strings"
	"sync"

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
	Err    error  // ErrTooLarge or ErrInvalidProfile
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

// Profile says what is kept. It is immutable and safe for concurrent use. The
// zero value keeps text alone.
type Profile struct {
	rules    *rules
	maxBytes int      // 0 means MaxBytes
	base     *url.URL // nil leaves relative addresses as they are
}

// Article returns the profile for the body of an article. It keeps
//
//   - the elements of [inline.Grammar] with their attributes;
//   - p, h1 to h6, blockquote (cite), pre, hr, div, section, article, header, footer,
//     address, aside (data-article, a UUID), details (open), summary;
//   - ul, ol (start, reversed, type), li (value), dl, dt, dd;
//   - figure, figcaption, picture, source, img (src, srcset, sizes, alt, width,
//     height, loading, decoding), audio, video (src, poster, controls), track;
//   - table, caption, colgroup, col, thead, tbody, tfoot, tr, th, td (scope,
//     colspan, rowspan);
//   - iframe from www.youtube.com, www.youtube-nocookie.com and player.vimeo.com,
//     with a sandbox of our own; a frame from elsewhere becomes a link;
//   - lang and dir on all of them.
func Article() Profile { return Profile{rules: articleRules()} }

// Comment returns the profile for what readers write. It keeps the elements of
// [inline.Grammar], p, blockquote, pre, ul, ol and li; every link says
// rel="nofollow ugc noopener".
func Comment() Profile { return Profile{rules: commentRules()} }

// The tables are built once and never written again.
var (
	articleRules = sync.OnceValue(newArticleRules)
	commentRules = sync.OnceValue(newCommentRules)
	noRules      = sync.OnceValue(newNoRules)
)

// Options change a profile. The zero value changes nothing.
type Options struct {
	MaxBytes int    // bytes of input; 0 leaves the limit as it is
	Base     string // absolute http or https address that relative ones are resolved against; "" leaves it as it is
}

// With returns the profile with o applied. It returns [ErrInvalidProfile] for a
// negative limit and for a base that is not an absolute web address.
func (p Profile) With(o Options) (Profile, error) {
	if o.MaxBytes < 0 {
		return Profile{}, &Error{Reason: fmt.Sprintf("MaxBytes is %d", o.MaxBytes), Err: ErrInvalidProfile}
	}
	if o.MaxBytes > 0 {
		p.maxBytes = o.MaxBytes
	}
	if o.Base == "" {
		return p, nil
	}
	if err := inline.CheckLink(o.Base); err != nil {
		return Profile{}, &Error{Reason: "Base: " + err.Error(), Err: ErrInvalidProfile, Cause: err}
	}
	base, err := url.Parse(o.Base)
	if err != nil || base.Host == "" {
		return Profile{}, &Error{Reason: "Base is not an absolute web address", Err: ErrInvalidProfile}
	}
	p.base = base
	return p, nil
}

// HTML returns s with everything left out that the profile does not keep. The
// report names what was left out or changed. The only error wraps [ErrTooLarge].
func (p Profile) HTML(s string) (string, loss.Report, error) {
	r := p.rules
	if r == nil {
		r = noRules()
	}
	return p.sanitize(s, r)
}

// Inline returns s as markup of one line, out of the elements of
// [inline.Grammar]. Tags of blocks are left out, their text is kept, words of
// different blocks apart. The only error wraps [ErrTooLarge].
func (p Profile) Inline(s string) (inline.HTML, loss.Report, error) {
	r := noRules()
	if p.rules != nil {
		r = p.rules.line
	}
	out, report, err := p.sanitize(s, r)
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

func (p Profile) sanitize(s string, r *rules) (string, loss.Report, error) {
	limit := p.maxBytes
	if limit == 0 {
		limit = MaxBytes
	}
	if len(s) > limit {
		reason := fmt.Sprintf("%d bytes, at most %d", len(s), limit)
		return "", loss.Report{}, &Error{Reason: reason, Err: ErrTooLarge}
	}
	var report loss.Report
	out := newPass(r, p.base, &report).run(s)
	return agree(out, r, &report), report, nil
}

// agree returns out if the second opinion lets it pass unchanged, and otherwise
// what both opinions let pass.
func agree(out string, r *rules, report *loss.Report) string {
	const rounds = 3
	for range rounds {
		second := r.second.Sanitize(out)
		if second == out {
			return out
		}
		report.Add("", loss.Dropped, "markup", "the second opinion refused it")
		out = newPass(r, nil, report).run(second)
	}
	return strings.TrimSpace(newPass(noRules(), nil, report).run(out))
}
