package render

import (
	"errors"
	"net/url"
	"strconv"
	"strings"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/taxonomy/text"
)

// check returns the base and every fault of a config.
func (c Config) check() (*url.URL, error) {
	var errs []error
	fault := func(field string, err error) {
		if err != nil {
			errs = append(errs, &ConfigError{field, err})
		}
	}
	if strings.TrimSpace(c.Name) == "" {
		fault("Name", ErrNoName)
	}
	fault("Name", text.Check(c.Name))
	base, err := parseBase(c.BaseURL)
	fault("BaseURL", err)
	if inline.Language.Check(c.Lang) != nil {
		fault("Lang", ErrNoLang)
	}
	if c.ThemeColor != "" && !isColor(c.ThemeColor) {
		fault("ThemeColor", ErrNoColor)
	}
	for _, t := range []struct{ field, value string }{
		{"Description", c.Description}, {"Publisher", c.Publisher}, {"Paywall", c.Paywall},
	} {
		fault(t.field, text.Check(t.value))
	}
	for _, l := range c.links() {
		if l.address != "" {
			fault(l.field, inline.CheckLink(l.address))
		}
	}
	for i, m := range c.Menus {
		checkMenu("Menus["+strconv.Itoa(i)+"]", m.Entries, fault)
	}
	if c.Linker == nil {
		fault("Linker", ErrNoLinker)
	}
	return base, errors.Join(errs...)
}

// A field is an address of a config, and where in it that stands.
type field struct{ field, address string }

func (c Config) links() []field {
	links := []field{
		{"Feeds.RSS", c.Feeds.RSS}, {"Feeds.Atom", c.Feeds.Atom}, {"Feeds.JSON", c.Feeds.JSON},
		{"Logo.URL", c.Logo.URL}, {"Icon", c.Icon},
		{"Policies.Principles", c.Policies.Principles}, {"Policies.Ethics", c.Policies.Ethics},
		{"Policies.Corrections", c.Policies.Corrections}, {"Policies.Diversity", c.Policies.Diversity},
		{"Policies.Sources", c.Policies.Sources}, {"Policies.FactChecks", c.Policies.FactChecks},
		{"Policies.Ownership", c.Policies.Ownership}, {"Policies.Masthead", c.Policies.Masthead},
		{"Policies.Feedback", c.Policies.Feedback},
	}
	for i, address := range c.Profiles {
		links = append(links, field{"Profiles[" + strconv.Itoa(i) + "]", address})
	}
	return links
}

func checkMenu(path string, entries []MenuEntry, fault func(string, error)) {
	for i, e := range entries {
		at := path + ".Entries[" + strconv.Itoa(i) + "]"
		for _, label := range e.Labels {
			fault(at+".Labels", text.Check(label.Text))
		}
		if e.URL != "" {
			fault(at+".URL", inline.CheckLink(e.URL))
		}
		checkMenu(at, e.Entries, fault)
	}
}

// isColor reports whether s is a colour such as "#1a2b3c" or "#fff".
func isColor(s string) bool {
	digits, ok := strings.CutPrefix(s, "#")
	if !ok || len(digits) != 3 && len(digits) != 6 {
		return false
	}
	_, err := strconv.ParseUint(digits, 16, 32)
	return err == nil
}
