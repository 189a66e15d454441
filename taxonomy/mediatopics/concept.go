package mediatopics

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/text"
)

// A Concept is one topic, as a release has it.
type Concept struct {
	Code        Code
	Labels      taxonomy.Labels // by BCP 47 tag, one line each
	Definitions taxonomy.Labels // the same
	Parent      Code            // the broader concept; empty: one of the top
	Narrower    []Code          // as printed; may name retired concepts, and ones that a part leaves out
	Wikidata    []string        // items that mean exactly the same, such as "Q8434"; each once
	Subjects    []string        // the same in the older vocabulary of IPTC, such as "15073000"
	Retired     time.Time       // zero: in use
	Notes       []string        // English prose about the concept's history, which is where a successor is named
	Extra       map[string]json.RawMessage
}

// IsRetired reports whether the concept is no longer in use.
func (c Concept) IsRetired() bool { return !c.Retired.IsZero() }

// Label returns the label in British English, in which IPTC writes every concept,
// or else in the first language that there is.
func (c Concept) Label() string { return c.Labels.In(working) }

// working is the language of the notes and of the label that every concept has.
const working = "en-GB"

// concept reads one element of the concept set.
func (r *reader) concept(i int) error {
	path := fmt.Sprintf("conceptSet[%d]", i)
	if i >= r.limits.Concepts {
		return r.fail(path, ErrTooLarge)
	}
	raw, err := r.raw(path)
	if err != nil {
		return err
	}
	one := &conceptReader{reader: r, path: path, at: Concept{Extra: make(map[string]json.RawMessage)}}
	if err := one.read(raw); err != nil {
		return err
	}
	switch code := one.at.Code; {
	case code == "":
		r.repair(path, "left out: no code of the Media Topics")
	case len(one.at.Labels) == 0:
		r.repair(path, "left out: "+code.String()+" has no label")
	case r.met[code]:
		r.repair(path, "left out: "+code.String()+" was met before")
	default:
		r.met[code] = true
		r.out.Concepts = append(r.out.Concepts, one.at)
	}
	return nil
}

// conceptReader reads the fields of one concept.
type conceptReader struct {
	*reader
	path    string
	at      Concept
	broader []string
}

func (r *conceptReader) read(raw json.RawMessage) error {
	inner := r.inside(raw)
	err := inner.object(r.path, func(name string) error {
		path := r.path + "." + clip(name)
		value, err := inner.raw(path)
		if err != nil {
			return err
		}
		return r.member(name, path, value)
	})
	if err != nil {
		return r.outer(err)
	}
	r.hang()
	return nil
}

// inside walks a value that was read whole.
func (r *conceptReader) inside(raw json.RawMessage) *cursor {
	return &cursor{dec: json.NewDecoder(bytes.NewReader(raw)), limits: r.limits}
}

// outer moves the place of an error from the concept to the file.
func (r *conceptReader) outer(err error) error {
	moved := *err.(*Error) // a cursor fails in no other way
	moved.Offset = r.dec.InputOffset()
	return &moved
}

func (r *conceptReader) member(name, path string, raw json.RawMessage) (err error) {
	switch name {
	case "qcode", "uri":
		return r.code(path, raw)
	case "prefLabel":
		r.at.Labels, err = r.texts(path, raw, maxLabel)
	case "definition":
		r.at.Definitions, err = r.texts(path, raw, maxText)
	case "note", "changeNote":
		return r.note(path, raw)
	case "broader":
		return r.value(path, raw, &r.broader)
	case "narrower":
		return r.narrower(path, raw)
	case "exactMatch":
		return r.match(path, raw)
	case "retired":
		r.at.Retired, err = r.instant(path, raw)
	default:
		r.at.Extra[name] = raw
	}
	return err
}

// code takes the code from the qcode or the URI, which must agree.
func (r *conceptReader) code(path string, raw json.RawMessage) error {
	var s string
	if err := r.value(path, raw, &s); err != nil {
		return err
	}
	code, ok := ParseCode(s)
	switch {
	case !ok:
		return nil
	case r.at.Code != "" && r.at.Code != code:
		return r.field(path, fmt.Sprintf("%s and %s are two concepts", r.at.Code, code))
	}
	r.at.Code = code
	return nil
}

// What a tree of terms takes.
const (
	maxLabel = 256  // bytes
	maxText  = 4096 // bytes
	maxList  = 500  // languages, or matches, of one concept; a term holds 1000 references
)

// texts reads an object of texts by language. The languages are sorted first: their
// order differs from concept to concept.
func (r *conceptReader) texts(path string, raw json.RawMessage, most int) (taxonomy.Labels, error) {
	held, err := r.strings(path, raw)
	if err != nil {
		return nil, err
	}
	var labels taxonomy.Labels
	for _, key := range slices.Sorted(maps.Keys(held)) {
		place := path + "." + clip(key)
		lang, ok := tag(key)
		s := r.label(place, held[key])
		switch {
		case !ok:
			r.repair(place, "left out: no language")
		case text.Clean(s) == "":
			r.repair(place, "left out: empty")
		case len(s) > most:
			r.repair(place, fmt.Sprintf("left out: longer than %d bytes", most))
		case labels.Of(lang) != "":
			r.repair(place, "left out: "+lang+" was met before")
		default:
			labels = labels.With(lang, s)
		}
	}
	return labels, nil
}

// strings reads an object of strings; null is none.
func (r *conceptReader) strings(path string, raw json.RawMessage) (map[string]string, error) {
	if string(raw) == "null" {
		return nil, nil
	}
	held := make(map[string]string)
	inner := r.inside(raw)
	err := inner.object(path, func(key string) error {
		value, err := inner.raw(path + "." + clip(key))
		if err != nil {
			return err
		}
		var s string
		err = r.value(path+"."+clip(key), value, &s)
		if held[key] = s; len(held) > maxList {
			return inner.fail(path, ErrTooLarge)
		}
		return err
	})
	return held, err
}

// note keeps prose in the working language, else in the first there is.
func (r *conceptReader) note(path string, raw json.RawMessage) error {
	labels, err := r.texts(path, raw, maxText)
	if prose := strings.TrimSpace(labels.In(working)); prose != "" {
		r.at.Notes = append(r.at.Notes, prose)
	}
	return err
}

func (r *conceptReader) narrower(path string, raw json.RawMessage) error {
	var names []string
	if err := r.value(path, raw, &names); err != nil {
		return err
	}
	for i, name := range names {
		if code, ok := ParseCode(name); ok {
			r.at.Narrower = append(r.at.Narrower, code)
			continue
		}
		r.repair(fmt.Sprintf("%s[%d]", path, i), "left out: no code of the Media Topics")
	}
	return nil
}

// match sorts what means the same elsewhere. QUIRK: some concepts name one item
// twice, and the scheme of Wikidata's URIs went from https to http.
func (r *conceptReader) match(path string, raw json.RawMessage) error {
	var uris []string
	if err := r.value(path, raw, &uris); err != nil {
		return err
	}
	if len(uris) > maxList {
		return r.fail(path, ErrTooLarge)
	}
	for i, uri := range uris {
		_, name, _ := strings.Cut(uri, "://")
		if item, ok := strings.CutPrefix(name, "www.wikidata.org/entity/"); ok && item != "" {
			r.at.Wikidata = once(r.at.Wikidata, item)
		} else if subject, ok := strings.CutPrefix(name, "cv.iptc.org/newscodes/subjectcode/"); ok && subject != "" {
			r.at.Subjects = once(r.at.Subjects, subject)
		} else {
			r.repair(fmt.Sprintf("%s[%d]", path, i), "left out: unknown vocabulary of "+fmt.Sprintf("%q", clip(uri)))
		}
	}
	return nil
}

func once(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(list, s)
}

// hang takes the parent from the broader concepts: the first that is a media topic.
func (r *conceptReader) hang() {
	for i, name := range r.broader {
		code, ok := ParseCode(name)
		switch place := fmt.Sprintf("%s.broader[%d]", r.path, i); {
		case !ok:
			r.repair(place, "left out: no code of the Media Topics")
		case r.at.Parent != "":
			r.repair(place, "left out: a category has one parent")
		default:
			r.at.Parent = code
		}
	}
}
