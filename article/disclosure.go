package article

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Disclosure is what readers are owed to know about how an article came to be.
type Disclosure struct {
	Sponsor  Sponsor       `json:"sponsor,omitzero"`
	Source   DigitalSource `json:"source,omitempty"`
	Warnings []Warning     `json:"warnings,omitempty"`
}

// A Sponsor paid for an article. A View names it within its window.
type Sponsor struct {
	Name   string `json:"name,omitempty"`
	URL    string `json:"url,omitempty"`
	Window Window `json:"window,omitzero"`
}

// DigitalSource says how far machines wrote an article (after IPTC's digital source
// types). Empty: nothing is said.
type DigitalSource string

// How far machines wrote it.
const (
	SourceHuman       DigitalSource = "human"
	SourceAIAssisted  DigitalSource = "ai-assisted"
	SourceAIGenerated DigitalSource = "ai-generated"
)

// A Warning says what a reader may not want to meet unprepared.
type Warning string

// The warnings.
const (
	WarnViolence Warning = "violence"
	WarnDeath    Warning = "death"
	WarnSexual   Warning = "sexual"
	WarnSuicide  Warning = "suicide"
	WarnLanguage Warning = "language"
)

func (s Sponsor) check(k *checker) {
	const path = "Disclosure.Sponsor"
	if s != (Sponsor{}) && strings.TrimSpace(s.Name) == "" {
		k.fault(path+".Name", ErrMissing)
	}
	k.label(path+".Name", s.Name)
	k.link(path+".URL", s.URL, false)
	if s.Window.check() != nil {
		k.fault(path+".Window", ErrWindow)
	}
}

func (d Disclosure) check(k *checker) {
	d.Sponsor.check(k)
	switch d.Source {
	case "", SourceHuman, SourceAIAssisted, SourceAIGenerated:
	default:
		k.fault("Disclosure.Source", ErrUnknownValue)
	}
	if !k.count("Disclosure.Warnings", len(d.Warnings), MaxLinks) {
		return
	}
	for i, w := range d.Warnings {
		path := fmt.Sprintf("Disclosure.Warnings[%d]", i)
		switch w {
		case WarnViolence, WarnDeath, WarnSexual, WarnSuicide, WarnLanguage:
		default:
			k.fault(path, ErrUnknownValue)
		}
		if slices.Contains(d.Warnings[:i], w) {
			k.fault(path, ErrDuplicate)
		}
	}
}

// at returns what readers are told at an instant: of a sponsor within its window alone.
func (d Disclosure) at(now time.Time) Disclosure {
	if !d.Sponsor.Window.Contains(now) {
		d.Sponsor = Sponsor{}
	}
	return d
}

// nextChange returns the first instant after another at which readers are told something
// else; ok is false where none comes.
func (d *Disclosure) nextChange(after time.Time) (at time.Time, ok bool) {
	if d.Sponsor.Window.check() != nil { // it is never told
		return time.Time{}, false
	}
	return d.Sponsor.Window.NextChange(after)
}
