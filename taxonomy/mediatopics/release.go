package mediatopics

import (
	"encoding/json"
	"fmt"
	"io"
	"time"

	"github.com/newsjunction/news/taxonomy/text"
)

// Limits of [Read]. The zero value holds every release of IPTC several times over.
type Limits struct {
	Bytes    int64 // of the file; 0 means 64 MiB
	Concept  int   // bytes of one concept, or of one field of the head; 0 means 1 MiB
	Concepts int   // 0 means 20,000
}

func (l Limits) orDefault() Limits {
	if l.Bytes <= 0 {
		l.Bytes = 64 << 20
	}
	if l.Concept <= 0 {
		l.Concept = 1 << 20
	}
	if l.Concepts <= 0 {
		l.Concepts = 20_000
	}
	return l
}

// A Release is one edition of the Media Topics, made by [Read]: the concepts are a
// forest, and every label is one that a tree of terms takes. It may be read by many
// goroutines while none writes it.
type Release struct {
	Date      time.Time                  // when IPTC released it; zero where the file does not say
	Partial   bool                       // some concepts or fields are left out: what is absent says nothing
	Copyright string                     // the credit that the licence asks for
	Licence   string                     // a URL
	Concepts  []Concept                  // in the order of the file, no code twice
	Repairs   []Repair                   // what the reader put right
	Extra     map[string]json.RawMessage // what else the head says

	at   map[Code]int      // place of each concept
	live map[string][]Code // concepts in use, by their label, folded
}

// A Repair is one thing in a file that was put right, or left out.
type Repair struct {
	Path string // such as "conceptSet[12].prefLabel.xx"
	Why  string // what was wrong and what was done
}

// Concept returns the concept of a code.
func (r *Release) Concept(code Code) (Concept, bool) {
	if r == nil {
		return Concept{}, false
	}
	i, ok := r.at[code]
	if !ok {
		return Concept{}, false
	}
	return r.Concepts[i], true
}

// Read reads a release as IPTC publishes it: one JSON object. The concepts are
// decoded one by one. What can be put right is, and is in the Repairs; the rest is
// refused with an [*Error], which says where.
func Read(in io.Reader, limits Limits) (*Release, error) {
	limits = limits.orDefault()
	r := &reader{
		cursor: cursor{dec: json.NewDecoder(&limited{in, limits.Bytes}), limits: limits},
		out:    &Release{Extra: make(map[string]json.RawMessage)},
		met:    make(map[Code]bool),
	}
	if err := r.file(); err != nil {
		return nil, err
	}
	r.out.hang()
	return r.out, nil
}

// reader is one pass over a file.
type reader struct {
	cursor
	out    *Release
	met    map[Code]bool
	scheme string
	listed bool // a list of concepts was there
}

func (r *reader) file() error {
	if err := r.object("", r.member); err != nil {
		return err
	}
	if _, err := r.dec.Token(); err != io.EOF {
		if err == nil {
			return &Error{Offset: r.dec.InputOffset(), Err: ErrSyntax, Detail: "more than one value"}
		}
		return r.fail("", err)
	}
	if r.scheme != "medtop" || !r.listed {
		return &Error{Offset: r.dec.InputOffset(), Err: ErrNotMediaTopics, Detail: clip(r.scheme)}
	}
	return nil
}

func (r *reader) member(name string) error {
	if name == "conceptSet" {
		r.listed = true
		return r.list(name, r.concept)
	}
	raw, err := r.raw(name)
	if err != nil {
		return err
	}
	switch name {
	case "prefSchemeAlias":
		err = r.value(name, raw, &r.scheme)
	case "dateReleased":
		r.out.Date, err = r.instant(name, raw)
	case "partial":
		err = r.value(name, raw, &r.out.Partial)
	case "copyrightHolder":
		err = r.value(name, raw, &r.out.Copyright)
	case "licenceLink":
		err = r.value(name, raw, &r.out.Licence)
	default:
		r.out.Extra[name] = raw
	}
	return err
}

// value decodes one value into a pointer; null leaves it as it is.
func (r *reader) value(path string, raw json.RawMessage, into any) error {
	if err := json.Unmarshal(raw, into); err != nil {
		return r.field(path, err.Error())
	}
	return nil
}

// instant reads a date and time; null and the empty text are none.
func (r *reader) instant(path string, raw json.RawMessage) (at time.Time, err error) {
	var s string
	if err := r.value(path, raw, &s); err != nil || s == "" {
		return at, err
	}
	at, err = time.Parse(time.RFC3339, s)
	if err != nil {
		return at, r.field(path, fmt.Sprintf("%q is no date and time", clip(s)))
	}
	return at.UTC(), nil
}

func (r *reader) repair(path, why string) { r.out.repair(path, why) }

// label returns a text that may be a label. QUIRK: a definition of the release of
// 2019-04-06 holds a DEL.
func (r *reader) label(path, s string) string {
	if text.Check(s) != nil {
		r.repair(path, "characters that no label may hold were taken out")
		s = text.Clean(s)
	}
	return s
}
