package wxr

import (
	"fmt"
	"html"
	"net/url"
	"strings"
	"unicode/utf8"

	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// site is what stands in the channel beside its items.
type site struct {
	version    *string
	title      string
	link       string // of the channel
	blog       string // base_blog_url
	lang       string
	authors    map[string]string   // name by login
	keys       map[string]string   // what identifies an author, by login
	logins     map[string]string   // and the other way round
	categories map[string]category // by nicename
	numbers    map[uint64]termKey  // categories and tags by their number
	joined     map[string]string   // of Polylang: what joins translations, by its nicename
	kept       int                 // bytes of all these
	told       bool                // what is wrong with the version was said

	people []interchange.Author // those that no entry has named yet
	terms  []interchange.Term   // those that no entry has named yet; categories without what is above them
}

type category struct{ label, parent, about string }

// maxParents bounds the way up from a category: files hold circles.
const maxParents = 31

// batch is how many authors and terms one entry names.
const batch = 500

// element reads an element of the channel that is not an item.
func (s *site) element(in *reader, t tag) error {
	done, err := true, error(nil)
	switch t.name {
	case "wp:author":
		err = s.author(in, t)
	case "wp:category":
		in.options.Counts.Categories++
		err = s.term(in, t, "category")
	case "wp:tag":
		in.options.Counts.Tags++
		err = s.term(in, t, "post_tag")
	case "wp:term":
		in.options.Counts.Terms++
		err = s.term(in, t, "")
	case "wp:wxr_version":
		err = s.setVersion(in, t)
	case "wp:base_blog_url":
		err = in.once(t, &s.blog, &in.options.Counts.URL)
	case "language":
		err = in.once(t, &s.lang, &in.options.Counts.Language)
	case "title":
		err = in.once(t, &s.title, &in.options.Counts.Title)
	case "link":
		done, err = in.into(t, &s.link)
	case "description", "pubDate", "wp:base_site_url":
		_, err = in.text(t)
	default:
		done = false
	}
	if err == nil && !done {
		err = in.skip(t)
	}
	return err
}

// once reads a text that a channel has once, and tells what it is.
func (in *reader) once(t tag, to *string, told **string) error {
	_, err := in.into(t, to)
	if value := *to; *told == nil {
		*told = &value
	}
	return err
}

func (s *site) setVersion(in *reader, t tag) error {
	value, err := in.text(t)
	if value = strings.TrimSpace(value); s.version == nil {
		s.version, in.options.Counts.Version = &value, &value
	}
	return err
}

// check refuses a file without a version, as WordPress's importer does: it asks for
// two numbers with a point between. A number that is none of the three published is
// read as the last.
func (s *site) check(in *reader, at int) error {
	if s.version == nil {
		return in.fault(at, ErrVersion, "")
	}
	major, minor, ok := strings.Cut(*s.version, ".")
	if !ok || !digits(major) || !digits(minor) {
		return in.fault(at, ErrVersion, fmt.Sprintf("%.40q", *s.version))
	}
	switch *s.version {
	case "1.0", "1.1", "1.2":
	default:
		if !s.told {
			in.skipped.Add("", loss.Approximated, "version "+*s.version, "it is not known, and was read as 1.2")
			s.told = true
		}
	}
	return nil
}

func digits(s string) bool {
	for _, c := range []byte(s) {
		if c < '0' || c > '9' {
			return false
		}
	}
	return s != ""
}

// keep counts what is held of the channel.
func (s *site) keep(in *reader, at int, n int) error {
	const overhead = 100 // of an entry of a map
	if s.kept += n + overhead; s.kept > in.options.Limits.Head {
		return in.fault(at, ErrTooLarge, fmt.Sprintf("authors and terms pass %d bytes", in.options.Limits.Head))
	}
	return nil
}

func (s *site) author(in *reader, t tag) error {
	in.options.Counts.Authors++
	var login, name, first, last, email string
	err := in.fields(t, func(t tag) (bool, error) {
		switch t.name {
		case "wp:author_login":
			return in.into(t, &login)
		case "wp:author_display_name":
			return in.into(t, &name)
		case "wp:author_first_name":
			return in.into(t, &first)
		case "wp:author_last_name":
			return in.into(t, &last)
		case "wp:author_email":
			return in.into(t, &email)
		}
		return false, nil
	})
	if err != nil || login == "" || s.authors[login] != "" {
		return err
	}
	name = orElse(label(name), orElse(label(first+" "+last), nameOf(login)))
	if s.authors == nil {
		s.authors = make(map[string]string)
	}
	s.authors[login] = name
	s.people = append(s.people, s.person(login, name))
	if email != "" {
		in.skipped.Add("", loss.Dropped, "address of an author", "who reads a site need not know it")
	}
	return s.keep(in, t.at, 2*(len(login)+len(name)))
}

// person names an author by what stands in the address of their page: WordPress makes
// that of the login. Two logins that come to the same stay apart.
func (s *site) person(login, name string) interchange.Author {
	key, ok := s.keys[login]
	if !ok {
		if s.keys == nil {
			s.keys, s.logins = make(map[string]string), make(map[string]string)
		}
		local, _, _ := strings.Cut(login, "@")
		key = slug.Free(slug.Make(orElse(local, login), slug.Options{}), slug.Options{}, func(key string) bool {
			_, taken := s.logins[key]
			return taken
		})
		s.keys[login], s.logins[key] = key, login
	}
	return interchange.Author{Key: key, Name: name, Slug: key}
}

// nameOf makes a name of a login. That of an address is what stands before the @:
// nobody wants theirs printed.
func nameOf(login string) string {
	name, _, _ := strings.Cut(login, "@")
	return orElse(label(name), label(login))
}

// term reads a term of any kind.
func (s *site) term(in *reader, t tag, domain string) error {
	var number, nicename, name, parent, about string
	err := in.fields(t, func(t tag) (bool, error) {
		switch t.name {
		case "wp:term_id":
			return in.into(t, &number)
		case "wp:term_taxonomy":
			return in.into(t, &domain)
		case "wp:category_nicename", "wp:tag_slug", "wp:term_slug":
			return in.into(t, &nicename)
		case "wp:cat_name", "wp:tag_name", "wp:term_name":
			return in.into(t, &name)
		case "wp:category_parent", "wp:term_parent":
			return in.into(t, &parent)
		case "wp:category_description", "wp:tag_description", "wp:term_description":
			return in.into(t, &about)
		}
		return false, nil
	})
	if err != nil || nicename == "" {
		return err
	}
	if s.categories == nil {
		s.categories, s.numbers, s.joined = make(map[string]category), make(map[uint64]termKey), make(map[string]string)
	}
	switch {
	case domain == "category":
		s.categories[nicename] = category{label: label(name), parent: parent, about: description(about)}
		s.number(number, interchange.Category, nicename)
		s.terms = append(s.terms, interchange.Term{Kind: interchange.Category, Key: nicename})
	case domain == "post_translations":
		s.joined[nicename] = about
	case domain == "post_tag" || !internal(domain):
		to := tagTerm(domain, nicename, name)
		to.Description = description(about)
		s.number(number, interchange.Tag, to.Key)
		s.terms = append(s.terms, to)
	default:
		in.skipped.Add("", loss.Dropped, "term of "+domain, "it says how WordPress shows things, or what belongs together")
	}
	return s.keep(in, t.at, 2*(len(nicename)+len(name)+len(parent)+len(about)))
}

// number notes the number of a term. Before WordPress 4.2 a category and a tag could
// share one; it is the category that fields of plugins name.
func (s *site) number(number string, kind interchange.TermKind, key string) {
	n := number64(number)
	if _, taken := s.numbers[n]; n != 0 && (!taken || kind == interchange.Category) {
		s.numbers[n] = termKey{kind, key}
	}
}

// internal reports whether a taxonomy is one of WordPress's own, or a plugin's, that
// files nothing under a subject.
func internal(domain string) bool {
	switch domain {
	case "nav_menu", "post_format", "language", "term_language", "term_translations", "post_translations",
		"author", "link_category", "wp_theme", "wp_template_part_area", "wp_pattern_category":
		return true
	}
	return false
}

// tagTerm is a term of a taxonomy without an order: a tag.
func tagTerm(domain, nicename, name string) interchange.Term {
	key, path := nicename, decodeName(nicename)
	if domain != "post_tag" && domain != "tag" {
		key = domain + ":" + nicename
	}
	return interchange.Term{Kind: interchange.Tag, Key: key, Label: termLabel(name, path), Slug: path}
}

// categoryTerm is a category with those above it.
func (s *site) categoryTerm(nicename, name string, depth int) interchange.Term {
	c := s.categories[nicename]
	path := decodeName(nicename)
	to := interchange.Term{
		Kind: interchange.Category, Key: nicename, Slug: path, Description: c.about,
		Label: termLabel(orElse(c.label, name), path),
	}
	if _, ok := s.categories[c.parent]; ok && depth < maxParents && !s.circles(nicename) {
		above := s.categoryTerm(c.parent, "", depth+1)
		to.Parent = &above
	}
	return to
}

// circles reports whether a category is above itself.
func (s *site) circles(nicename string) bool {
	above := s.categories[nicename].parent
	for range maxParents {
		if above == nicename {
			return true
		}
		next, ok := s.categories[above]
		if !ok {
			return false
		}
		above = next.parent
	}
	return false
}

// maxLabel is the longest label of a term, in bytes (package taxonomy).
const maxLabel = 256

// termLabel makes the label of a term; one without a name is called as its address.
func termLabel(name, path string) string {
	return cutBytes(orElse(label(name), orElse(label(path), "untitled")), maxLabel)
}

// head gives the authors and terms of the channel that were read and not given yet.
func (in *reader) head() error {
	s := &in.site
	people, terms := s.people, s.terms
	s.people, s.terms = nil, nil
	for !in.sighting && len(people)+len(terms) > 0 {
		e := interchange.Entry{Source: s.source()}
		n := min(batch, len(people))
		e.Authors, people = people[:n], people[n:]
		n = min(batch-n, len(terms))
		for _, t := range terms[:n] {
			if t.Kind == interchange.Category {
				t = s.categoryTerm(t.Key, "", 0)
			}
			e.Terms = append(e.Terms, t)
		}
		terms = terms[n:]
		if err := in.give(e); err != nil {
			return err
		}
	}
	return nil
}

// source names the blog that was exported: by its address, or, where the file gives
// none, by its title.
func (s *site) source() string { return cut(text.Clean(orElse(s.blog, orElse(s.link, s.title)))) }

// label makes one line of text of what WordPress keeps as HTML.
func label(source string) string { return cut(text.Clean(html.UnescapeString(source))) }

// description shortens a text to what a term holds.
func description(source string) string {
	return cutBytes(text.Clean(html.UnescapeString(source)), 4096)
}

// cutBytes shortens a text to n bytes, between two characters.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// decodeName reads a name of WordPress: letters beyond ASCII are percent-encoded, and
// the whole is cut at 200 bytes, even within a letter.
func decodeName(name string) string {
	name = strings.TrimSpace(name)
	if i := strings.LastIndexByte(name, '%'); i >= 0 && len(name)-i < len("%d8") {
		name = name[:i]
	}
	plain, err := url.PathUnescape(name)
	if err != nil {
		return text.Clean(name)
	}
	for len(plain) > 0 {
		if r, n := utf8.DecodeLastRuneInString(plain); r != utf8.RuneError || n != 1 {
			break
		}
		plain = plain[:len(plain)-1]
	}
	return text.Clean(plain)
}

func orElse(s, other string) string {
	if strings.TrimSpace(s) == "" {
		return other
	}
	return s
}
