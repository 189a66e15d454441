package wxr

// Counts say what an export holds, whatever becomes of it.
type Counts struct {
	Title      *string        `json:"title"`         // of the site; nil: the file has none, and so below
	URL        *string        `json:"base_blog_url"` // of the site
	Language   *string        `json:"language"`
	Version    *string        `json:"wxr_version"`
	Authors    int            `json:"authors"` // records in the channel, and so below
	Categories int            `json:"categories"`
	Tags       int            `json:"tags"`
	Terms      int            `json:"terms"` // of other taxonomies
	Items      int            `json:"items"`
	Types      map[string]int `json:"by_type_status"`            // items, such as "post/publish"
	Domains    map[string]int `json:"item_terms_by_domain"`      // terms of items by taxonomy, such as "post_tag"
	Comments   map[string]int `json:"comments_by_type_approved"` // of items, such as "pingback/1"; most have no type: "/1"
}

func newCounts() Counts {
	return Counts{Types: make(map[string]int), Domains: make(map[string]int), Comments: make(map[string]int)}
}

// maxKinds bounds the keys of a count: types and taxonomies are few, but a hostile
// file may make them up.
const maxKinds = 10_000

// count raises a count, under "…" where there are too many kinds.
func count(in map[string]int, kind string) {
	if _, ok := in[kind]; !ok && len(in) >= maxKinds {
		kind = "…"
	}
	in[kind]++
}

func (c *Counts) item(p *post) {
	c.Items++
	count(c.Types, p.kind+"/"+p.status)
	for _, t := range p.terms {
		count(c.Domains, t.domain)
	}
	for _, r := range p.comments {
		count(c.Comments, r.Type+"/"+r.Approved)
	}
}
