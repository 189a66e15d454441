package wxr

import (
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/text"
)

// credits names those who wrote an item: the authors that the plugin Co-Authors Plus
// files it under, else its creator.
func (s *site) credits(p *post, e *interchange.Entry) {
	for _, t := range p.terms {
		if t.domain == "author" {
			s.credit(s.login(t), t.label, e)
		}
	}
	if len(e.Authors) == 0 && p.creator != "" {
		s.credit(p.creator, "", e)
	}
}

// login returns the login that a term of Co-Authors Plus stands for. The plugin puts
// "cap-" before it.
func (s *site) login(t term) string {
	for _, login := range [...]string{t.nicename, strings.TrimPrefix(t.nicename, "cap-"), t.label} {
		if _, ok := s.authors[login]; ok {
			return login
		}
	}
	return strings.TrimPrefix(t.nicename, "cap-")
}

func (s *site) credit(login, name string, e *interchange.Entry) {
	login = cut(text.Clean(login))
	if login == "" {
		return
	}
	known, ok := s.authors[login]
	switch {
	case ok:
		name = known
	case label(name) != "":
		name = label(name)
	default:
		name = nameOf(login)
		e.Losses.Add("Byline", loss.Defaulted, "author without a record", "the login became the name")
	}
	if name == "" {
		return
	}
	who := s.person(login, name)
	if !slices.ContainsFunc(e.Authors, func(a interchange.Author) bool { return a.Key == who.Key }) {
		e.Authors = append(e.Authors, who)
	}
}

// file takes over the terms. Version 1.0 writes each twice, once without a domain.
func (s *site) file(p *post, e *interchange.Entry) {
	seen, named := make(map[term]bool), make(map[string]bool)
	for _, t := range p.terms {
		named[t.label] = named[t.label] || t.nicename != ""
	}
	for _, t := range p.terms {
		if t.nicename == "" && named[t.label] {
			continue
		}
		if t.nicename == "" {
			t.nicename = text.Fold(t.label)
		}
		key := term{domain: t.domain, nicename: t.nicename}
		if t.domain == "tag" {
			key.domain = "post_tag"
		}
		if t.nicename == "" || seen[key] {
			continue
		}
		seen[key] = true
		if len(e.Terms) == article.MaxTerms {
			e.Losses.Add("Filing", loss.Dropped, "term", "an article has no more than so many")
			continue
		}
		s.fileUnder(t, e)
	}
	s.primary(p, e)
}

func (s *site) fileUnder(t term, e *interchange.Entry) {
	if len(label(t.label)) > maxLabel {
		e.Losses.Add("Filing", loss.Dropped, "end of a label", "it is longer than that of a term may be")
	}
	switch {
	case t.domain == "category" || t.domain == "":
		e.Terms = append(e.Terms, s.categoryTerm(t.nicename, t.label, 0))
	case t.domain == "post_tag" || t.domain == "tag":
		e.Terms = append(e.Terms, tagTerm(t.domain, t.nicename, t.label))
	case t.domain == "language" || t.domain == "post_translations" || t.domain == "author":
		// They are no subjects, and were read as what they are.
	case internal(t.domain):
		e.Losses.Add("Filing", loss.Dropped, "term of "+t.domain, "it says how WordPress shows the post")
	default:
		e.Terms = append(e.Terms, tagTerm(t.domain, t.nicename, t.label))
		e.Losses.Add("Filing", loss.Approximated, "term of "+t.domain, "a taxonomy of a plugin: it became a tag")
	}
}

// primaryKeys are the fields in which plugins keep the primary category.
var primaryKeys = [...]string{"_yoast_wpseo_primary_category", "rank_math_primary_category", "_seopress_robots_primary_cat", "_primary_category"}

// primary puts the category first that a plugin calls the primary one: WordPress has
// none of its own.
func (s *site) primary(p *post, e *interchange.Entry) {
	for _, key := range primaryKeys {
		id := number64(p.metaValue(key))
		if id == 0 {
			continue
		}
		primary, known := s.numbers[id]
		at := slices.IndexFunc(e.Terms, func(t interchange.Term) bool {
			return t.Kind == interchange.Category && primary == termKey{t.Kind, t.Key}
		})
		switch {
		case !known:
			e.Losses.Add("Filing.Category", loss.Dropped, "primary category", "the file does not say which has its number")
		case at < 0:
			e.Losses.Add("Filing.Category", loss.Dropped, "primary category", "the post is not in it")
		default:
			first := e.Terms[at]
			e.Terms = slices.Insert(slices.Delete(e.Terms, at, at+1), 0, first)
		}
		return
	}
}
