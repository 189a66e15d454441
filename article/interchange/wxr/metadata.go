package wxr

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/loss"
)

// Namespace is that of the extension ([article.Extension]) in which an article keeps
// what its export says of it and an article has no place for: an object with the
// fields of [Kept].
const Namespace = "wordpress.org/export"

// Kept is what an article keeps of its export.
type Kept struct {
	Sticky bool    `json:"sticky,omitempty"`
	Parent string  `json:"parent,omitempty"` // number of the page above it
	Order  string  `json:"order,omitempty"`  // among the pages beside it
	Fields []Field `json:"fields,omitempty"` // in the order of the file
}

// Field is a custom field.
type Field struct {
	Key   string          `json:"key"`
	Value string          `json:"value"`          // as it stands in the file
	Data  json.RawMessage `json:"data,omitempty"` // what it says, where PHP serialised it
}

// metadataOf keeps what an article has no place for.
func (in *reader) metadataOf(p *post, e *interchange.Entry) {
	var kept Kept
	if kept.Sticky = strings.TrimSpace(p.sticky) == "1"; kept.Sticky {
		e.Losses.Add("", loss.Approximated, "sticky post", "the mark is kept in an extension; a front page is composed by its lineup")
	}
	if number64(p.parent) != 0 {
		kept.Parent = p.parent
		e.Losses.Add("", loss.Approximated, "page above", "its number is kept in an extension; the old address leads here")
	}
	if number64(p.order) != 0 {
		kept.Order = p.order
	}
	for _, m := range p.meta {
		in.keepField(m, &kept, e)
	}
	if !kept.Sticky && kept.Parent == "" && kept.Order == "" && kept.Fields == nil {
		return
	}
	data, err := json.Marshal(kept)
	if err != nil || len(data) > article.MaxExtension {
		e.Losses.Add("", loss.Dropped, "custom fields", "together they are longer than an extension may be")
		return
	}
	e.Content.Extensions = append(e.Content.Extensions, article.Extension{Namespace: Namespace, Data: string(data)})
}

func (in *reader) keepField(m meta, kept *Kept, e *interchange.Entry) {
	switch {
	case isRead(m.key):
		return
	case isBookkeeping(m.key):
		e.Losses.Add("", loss.Dropped, "custom field "+m.key, "WordPress's own bookkeeping")
		return
	}
	field := Field{Key: m.key, Value: m.value}
	if data, err := ParsePHP(strings.TrimSpace(m.value)); err == nil {
		field.Data, _ = data.MarshalJSON() // which never fails
	}
	kept.Fields = append(kept.Fields, field)
	e.Losses.Add("", loss.Approximated, "custom field", "its meaning is its plugin's: it is kept in an extension")
}

// isRead reports whether a field became a part of the article.
func isRead(key string) bool {
	switch key {
	case keyExternal, keyContent, "_thumbnail_id", "_wp_old_slug", "enclosure",
		"_yoast_wpseo_title", "_yoast_wpseo_metadesc", "_yoast_wpseo_opengraph-title", "_yoast_wpseo_opengraph-description":
		return true
	}
	return slices.Contains(primaryKeys[:], key)
}

func isBookkeeping(key string) bool {
	switch key {
	case "_edit_last", "_edit_lock", "_pingme", "_encloseme", "_wp_trash_meta_status", "_wp_trash_meta_time", "_wp_desired_post_slug":
		return true
	}
	return strings.HasPrefix(key, "_oembed_")
}
