package inline

import (
	"errors"
	"iter"
	"slices"
	"strings"
)

// Kind says what the value of an attribute must be.
type Kind uint8

const (
	FreeText  Kind = iota // any text
	Link                  // an address that CheckLink accepts
	Language              // the shape of a BCP 47 tag, such as "en" or "zh-Hant"
	Direction             // "ltr", "rtl" or "auto"
	DateTime              // the characters of an HTML date, time or duration
	Relation              // link types out of a fixed list, such as "nofollow ugc"
)

// Check returns an error that says why value is not of the kind, or nil. Of
// FreeText every value is.
func (k Kind) Check(value string) error {
	switch k {
	case Link:
		return CheckLink(value)
	case Language:
		return complain(isLanguage(value), "is not a language tag")
	case Direction:
		return complain(value == "ltr" || value == "rtl" || value == "auto", "is not a direction")
	case DateTime:
		return complain(isDateTime(value), "is not a date or time")
	case Relation:
		return complain(isRelation(value), "holds an unknown link type")
	default:
		return nil
	}
}

func complain(ok bool, reason string) error {
	if ok {
		return nil
	}
	return errors.New(reason)
}

func isLanguage(s string) bool {
	if len(s) > 64 {
		return false
	}
	for part := range strings.SplitSeq(s, "-") {
		if part == "" || len(part) > 8 || strings.ContainsFunc(part, notAlphanumeric) {
			return false
		}
	}
	return true
}

func notAlphanumeric(r rune) bool {
	return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
}

func isDateTime(s string) bool {
	return s != "" && len(s) <= 64 && strings.Trim(s, "0123456789TZPWYMDHStzpwymdhs+-:., ") == ""
}

func isRelation(s string) bool {
	for word := range strings.SplitSeq(s, " ") {
		switch word {
		case "author", "bookmark", "external", "help", "license", "me", "next", "nofollow",
			"noopener", "noreferrer", "prev", "sponsored", "tag", "ugc":
		default:
			return false
		}
	}
	return true
}

// Attr is an attribute that an element may carry.
type Attr struct {
	Name     string
	Kind     Kind
	Required bool // the element does not stand without it
}

// Element is an element of the grammar.
type Element struct {
	Name   string
	Void   bool   // has neither content nor end tag
	Parent string // the element it must stand directly in; empty for any
	Attrs  []Attr // sorted by name
}

// Attr returns the attribute of that name, if the element may carry it.
func (e Element) Attr(name string) (Attr, bool) {
	for _, a := range e.Attrs {
		if a.Name == name {
			return a, true
		}
	}
	return Attr{}, false
}

// Grammar yields the elements of the grammar, sorted by name.
func Grammar() iter.Seq[Element] {
	return func(yield func(Element) bool) {
		for _, e := range grammar {
			e.Attrs = slices.Clone(e.Attrs)
			if !yield(e) {
				return
			}
		}
	}
}

// grammar is sorted by name.
var grammar = [...]Element{
	{Name: "a", Attrs: with(Attr{"href", Link, true}, Attr{"hreflang", Language, false}, Attr{"rel", Relation, false}, Attr{"title", FreeText, false})},
	{Name: "abbr", Attrs: with(Attr{"title", FreeText, false})},
	{Name: "b", Attrs: with()},
	{Name: "bdi", Attrs: with()},
	{Name: "bdo", Attrs: with()},
	{Name: "br", Void: true},
	{Name: "cite", Attrs: with()},
	{Name: "code", Attrs: with()},
	{Name: "del", Attrs: with()},
	{Name: "dfn", Attrs: with()},
	{Name: "em", Attrs: with()},
	{Name: "i", Attrs: with()},
	{Name: "ins", Attrs: with()},
	{Name: "kbd", Attrs: with()},
	{Name: "mark", Attrs: with()},
	{Name: "q", Attrs: with(Attr{"cite", Link, false})},
	{Name: "rp", Parent: "ruby", Attrs: with()},
	{Name: "rt", Parent: "ruby", Attrs: with()},
	{Name: "ruby", Attrs: with()},
	{Name: "s", Attrs: with()},
	{Name: "samp", Attrs: with()},
	{Name: "small", Attrs: with()},
	{Name: "span", Attrs: with()},
	{Name: "strong", Attrs: with()},
	{Name: "sub", Attrs: with()},
	{Name: "sup", Attrs: with()},
	{Name: "time", Attrs: with(Attr{"datetime", DateTime, false})},
	{Name: "u", Attrs: with()},
	{Name: "var", Attrs: with()},
	{Name: "wbr", Void: true},
}

// with returns attrs and those that every element with content may carry.
func with(attrs ...Attr) []Attr {
	attrs = append(attrs, Attr{"dir", Direction, false}, Attr{"lang", Language, false})
	slices.SortFunc(attrs, func(a, b Attr) int { return strings.Compare(a.Name, b.Name) })
	return attrs
}

func lookup(name string) (Element, bool) {
	i, ok := slices.BinarySearchFunc(grammar[:], name, func(e Element, name string) int {
		return strings.Compare(e.Name, name)
	})
	if !ok {
		return Element{}, false
	}
	return grammar[i], true
}
