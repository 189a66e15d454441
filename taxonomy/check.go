package taxonomy

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

const (
	maxLabel = 256   // bytes of a label or an alias
	maxText  = 4_096 // bytes of a description, a reference or what is not known
	maxList  = 1_000 // things of a sort that a term has
	maxLang  = 35    // bytes of a language (RFC 5646, section 4.4.1)
)

// check returns the first fault of a term's own fields, in the order of the struct.
// A slug may be missing.
func (t Term) check() error {
	if t.ID.IsZero() {
		return fault(t.ID, "ID", ErrUnknownTerm)
	}
	if t.Labels.In("") == "" && t.Into.IsZero() {
		return fault(t.ID, "Labels", ErrNoLabel)
	}
	for _, err := range []error{
		t.checkLabels("Labels", t.Labels, maxLabel),
		t.checkLabels("Descriptions", t.Descriptions, maxText),
		t.checkSlugs(),
		t.checkAliases(),
		t.checkReferences(),
		t.checkExtra(),
	} {
		if err != nil {
			return err
		}
	}
	return nil
}

func (t Term) checkLabels(field string, labels Labels, limit int) error {
	if len(labels) > maxList {
		return fault(t.ID, field, ErrTooMany)
	}
	for i, label := range labels {
		err := checkText(label.Text, limit)
		switch {
		case label.Lang != "" && !langTag(label.Lang), i > 0 && labels[i-1].Lang == label.Lang:
			err = ErrInvalidLang
		case i > 0 && labels[i-1].Lang > label.Lang:
			return t.checkLabels(field, labels.Clone().sorted(), limit)
		case err == nil && label.Text != "" && text.Clean(label.Text) == "":
			err = ErrNoLabel
		}
		if err != nil {
			return fault(t.ID, field+"["+label.Lang+"]", err)
		}
	}
	return nil
}

func (t Term) checkSlugs() error {
	if t.Slug != "" && !isSlug(t.Slug) {
		return fault(t.ID, "Slug", slug.ErrInvalidName)
	}
	if len(t.Former) > maxList {
		return fault(t.ID, "Former", ErrTooMany)
	}
	for i, s := range t.Former {
		if !isSlug(s) {
			return fault(t.ID, fmt.Sprintf("Former[%d]", i), slug.ErrInvalidName)
		}
	}
	return nil
}

func isSlug(s string) bool { return slug.Name{Scope: CategoryScope, Slug: s}.Check() == nil }

func (t Term) checkAliases() error {
	if len(t.Aliases) > maxList {
		return fault(t.ID, "Aliases", ErrTooMany)
	}
	for i, alias := range t.Aliases {
		err := checkText(alias, maxLabel)
		if err == nil && text.Clean(alias) == "" {
			err = ErrNoLabel
		}
		if err != nil {
			return fault(t.ID, fmt.Sprintf("Aliases[%d]", i), err)
		}
	}
	return nil
}

func (t Term) checkReferences() error {
	if len(t.References) > maxList {
		return fault(t.ID, "References", ErrTooMany)
	}
	for i, r := range t.References {
		field := fmt.Sprintf("References[%d]", i)
		if r.Source == "" || r.ID == "" {
			return fault(t.ID, field, ErrNoLabel)
		}
		for _, s := range []string{r.Source, r.ID} {
			if err := checkText(s, maxText); err != nil {
				return fault(t.ID, field, err)
			}
		}
	}
	return nil
}

func (t Term) checkExtra() error {
	if len(t.Extra) == 0 {
		return nil
	}
	if len(t.Extra) > maxExtra {
		return fault(t.ID, "Extra", ErrTooLong)
	}
	whole := append(append([]byte{'{'}, t.Extra...), '}')
	if !json.Valid(whole) {
		return fault(t.ID, "Extra", ErrInvalidExtra)
	}
	c := cursor{data: whole}
	for key := range c.members() {
		c.raw()
		if isField(key) {
			return fault(t.ID, "Extra", ErrInvalidExtra)
		}
	}
	return nil
}

func checkText(s string, limit int) error {
	if len(s) > limit {
		return ErrTooLong
	}
	return text.Check(s)
}

// langTag reports whether s is shaped as a language tag: letters, then letters and
// digits, in parts of at most eight.
func langTag(s string) bool {
	if len(s) > maxLang {
		return false
	}
	first := true
	for part := range strings.SplitSeq(s, "-") {
		other := func(r rune) bool {
			return (r|0x20 < 'a' || r|0x20 > 'z') && (first || r < '0' || r > '9')
		}
		if part == "" || len(part) > 8 || first && len(part) < 2 || strings.ContainsFunc(part, other) {
			return false
		}
		first = false
	}
	return true
}
