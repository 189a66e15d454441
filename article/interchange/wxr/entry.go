package wxr

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/text"
)

// entries gives what an item says: an article, several where it speaks several
// languages, or nothing but losses.
func (in *reader) entries(p *post) error {
	if p.kind == "nav_menu_item" && p.status == "publish" {
		return in.menu(p)
	}
	kind, ok := in.kind(p)
	if !ok {
		return nil
	}
	e := interchange.Entry{Kind: kind, Source: in.site.source(), URL: cut(text.Clean(p.link)), ExternalID: cut(text.Clean(p.id))}
	if strings.Trim(e.ExternalID, "0") == "" { // exporters that are not WordPress write 0
		e.ExternalID = cut(text.Clean(orElse(p.guid, orElse(p.link, "title:"+text.Fold(p.title)))))
		e.Losses.Add("ID", loss.Defaulted, "item without a number", "its address or title identifies it")
	}
	if own := cut(text.Clean(p.metaValue(keyExternal))); own != "" {
		e.ExternalID = own
	}
	in.names(p, &e)
	in.site.life(p, &e)
	in.site.credits(p, &e)
	in.site.file(p, &e)
	in.language(p, &e)
	versions := parted(p, in.site.lang)
	if len(versions) == 0 {
		return in.finish(*p, e)
	}
	return in.translations(versions, p, e)
}

// kind says what an item is; ok is false for one that is no article, which is noted.
func (in *reader) kind(p *post) (kind article.Kind, ok bool) {
	switch p.kind {
	case "post", "":
	case "page":
		kind = article.Page
	default:
		if slices.Contains(in.options.Types, p.kind) {
			break
		}
		in.skipped.Add("", loss.Dropped, "item of type "+p.kind, "it is no article")
		return kind, false
	}
	if p.status == "trash" || p.status == "auto-draft" || p.status == "inherit" {
		in.skipped.Add("", loss.Dropped, "item of status "+p.status, "its newsroom had thrown it away, or not begun it")
		return kind, false
	}
	return kind, true
}

// names gathers the name of an item, and what it was called and found at before.
func (in *reader) names(p *post, e *interchange.Entry) {
	e.Slug = decodeName(p.name)
	for _, m := range p.meta {
		if old := decodeName(m.value); m.key == "_wp_old_slug" && old != "" {
			e.OldSlugs = append(e.OldSlugs, old)
		}
	}
	if p.guid != p.link && strings.Contains(p.guid, "://") {
		e.OldURLs = append(e.OldURLs, p.guid)
	}
	if number64(p.id) == 0 {
		return
	}
	if home := in.site.source(); strings.Contains(home, "://") {
		short := strings.TrimSuffix(home, "/") + "/?p=" + p.id
		if e.Kind == article.Page {
			short = strings.TrimSuffix(home, "/") + "/?page_id=" + p.id
		}
		if short != p.guid && short != p.link {
			e.OldURLs = append(e.OldURLs, short)
		}
	}
}

// finish makes the content of an entry, and gives it.
func (in *reader) finish(p post, e interchange.Entry) error {
	if err := in.words(&p, &e); err != nil {
		return err
	}
	in.lead(&p, &e)
	in.enclosure(&p, &e)
	in.metadataOf(&p, &e)
	if p.commenting == "closed" && e.Commenting == article.CommentsOpen {
		e.Commenting = article.CommentsClosed
	}
	for _, c := range p.comments {
		if in.options.Comments {
			e.Comments = append(e.Comments, c.record())
		} else {
			e.Losses.Add("", loss.Dropped, orElse(c.Type, "comment")+" of a reader", "comments are no part of an article")
		}
	}
	return in.give(e)
}

// language finds the language of an item: that of Polylang, else that of the site.
func (in *reader) language(p *post, e *interchange.Entry) {
	for _, t := range p.terms {
		if t.domain != "language" {
			continue
		}
		if tag, err := language.Parse(t.nicename); err == nil {
			e.Content.Lang = tag.String()
			in.original(p, e)
			return
		}
		e.Losses.Add("Content.Lang", loss.Dropped, "language "+t.nicename, "it is none that is known")
	}
	e.Content.Lang = Language(in.site.lang, &e.Losses)
}

// Language returns a language as WordPress spells it, such as "pt_BR", in canonical form
// (BCP 47): English where there is none, "und" where it is not known.
func Language(spelling string, losses *loss.Report) string {
	if spelling == "" {
		losses.Add("Content.Lang", loss.Defaulted, "language", "the file names none: English")
		return "en"
	}
	tag, err := language.Parse(spelling)
	if err != nil {
		losses.Add("Content.Lang", loss.Dropped, "language "+spelling, "it is none that is known")
		return language.Und.String()
	}
	return tag.String()
}

// original finds what a post of Polylang is a translation of. Polylang joins posts
// that say the same, and calls none of them the first: that is the one in the site's
// language, else the oldest.
func (in *reader) original(p *post, e *interchange.Entry) {
	for _, t := range p.terms {
		if t.domain != "post_translations" {
			continue
		}
		joined, err := ParsePHP(in.site.joined[t.nicename])
		if err != nil {
			e.Losses.Add("Content.Origin.Translation", loss.Dropped, "translation", "the file does not say what it is joined with")
			return
		}
		base, _ := language.Make(in.site.lang).Base()
		var first uint64
		for _, pair := range joined.Pairs {
			id := number64(pair.Value.Scalar)
			if pair.Key.Scalar == base.String() || pair.Key.Scalar == in.site.lang {
				first = id
				break
			}
			if id != 0 && (first == 0 || id < first) {
				first = id
			}
		}
		if first != 0 && first != number64(p.id) {
			e.Content.Origin.Translation.Of = article.IDFor(e.Source, fmt.Sprint(first))
		}
	}
}
