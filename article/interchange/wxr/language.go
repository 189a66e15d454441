package wxr

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// translations gives the versions of a post of qTranslate, each an article of its own
// that names the first.
func (in *reader) translations(versions []version, p *post, e interchange.Entry) error {
	for i, v := range versions {
		next, item := e, *p
		next.Losses = loss.Report{}
		item.title, item.content, item.excerpt = v.title, v.content, v.excerpt
		next.Content.Lang = v.lang
		if i == 0 {
			next.Losses = e.Losses
		} else {
			next.ExternalID = cut(e.ExternalID + "#" + v.lang)
			next.Slug = strings.Trim(e.Slug+"-"+v.lang, "-")
			next.OldURLs, next.OldSlugs, next.URL = nil, nil, ""
			next.Content.Origin.Translation.Of = article.IDFor(e.Source, e.ExternalID)
			next.Losses.Add("", loss.Approximated, "language of a post", "each language became an article of its own")
			item.comments = nil
		}
		if err := in.finish(item, next); err != nil {
			return err
		}
	}
	return nil
}

// version is a post in one of its languages.
type version struct{ lang, title, content, excerpt string }

// parted parts a post of qTranslate, that in the site's language first, the others in
// the order of the file; nil for one of any other kind.
func parted(p *post, site string) []version {
	title, content, excerpt := partsOf(p.title), partsOf(p.content), partsOf(p.excerpt)
	var langs []string
	for _, lang := range slices.Concat(title.langs, content.langs) {
		if !slices.Contains(langs, lang) {
			langs = append(langs, lang)
		}
	}
	base, _ := language.Make(site).Base()
	slices.SortStableFunc(langs, func(a, b string) int {
		return cmp.Compare(foreignTo(a, base), foreignTo(b, base))
	})
	var all []version
	for _, lang := range langs {
		all = append(all, version{lang, title.in(lang, p.title), content.in(lang, p.content), excerpt.in(lang, p.excerpt)})
	}
	return all
}

// foreignTo is 0 for a language of a base, else 1.
func foreignTo(lang string, base language.Base) int {
	if own, _ := language.Make(lang).Base(); own == base {
		return 0
	}
	return 1
}

// parts are the versions of a text.
type parts struct {
	langs []string // in the order of the text
	of    map[string]*strings.Builder
}

// in returns the version in a language; a text that is not parted serves all.
func (p parts) in(lang, whole string) string {
	if p.of == nil {
		return whole
	}
	if text := p.of[lang]; text != nil {
		return strings.TrimSpace(text.String())
	}
	return ""
}

// maxLangs bounds the versions of a text.
const maxLangs = 12

// partsOf parts a text at the marks of qTranslate, <!--:en--> and [:en]. What stands
// outside of all versions belongs to each before it.
func partsOf(source string) (p parts) {
	if !strings.Contains(source, "<!--:") && !strings.Contains(source, "[:") {
		return p
	}
	lang, rest := "", source
	for rest != "" {
		at, length, next, ok := mark(rest)
		if !ok {
			at, length = len(rest), 0
		}
		switch {
		case lang == "":
			for _, text := range p.of {
				text.WriteString(rest[:at])
			}
		case p.of[lang] != nil:
			p.of[lang].WriteString(rest[:at])
		case len(p.langs) < maxLangs:
			if p.of == nil {
				p.of = make(map[string]*strings.Builder)
			}
			p.langs, p.of[lang] = append(p.langs, lang), new(strings.Builder)
			p.of[lang].WriteString(rest[:at])
		}
		rest, lang = rest[at+length:], next
	}
	return p
}

// mark finds the first mark of a language in a text; an empty lang ends one.
func mark(s string) (at, length int, lang string, ok bool) {
	for from := 0; ; from = at + 1 {
		next := strings.IndexAny(s[from:], "[<")
		if next < 0 {
			return 0, 0, "", false
		}
		at = from + next
		open, end := "[:", "]"
		if s[at] == '<' {
			open, end = "<!--:", "-->"
		}
		inside, found := strings.CutPrefix(s[at:], open)
		if !found {
			continue
		}
		stop := strings.Index(inside[:min(len(inside), 16)], end)
		if stop < 0 {
			continue
		}
		if lang = inside[:stop]; lang == "" || isLang(lang) {
			return at, len(open) + stop + len(end), lang, true
		}
	}
}

// isLang reports whether a mark holds a language, as qTranslate has it: two letters,
// or more with a hyphen.
func isLang(s string) bool {
	if len(s) < 2 || len(s) > 8 {
		return false
	}
	_, err := language.Parse(s)
	return err == nil && s == strings.ToLower(s)
}
