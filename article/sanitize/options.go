package sanitize

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/newsjunction/news/article/inline"
)

// Options change a profile. The zero value changes nothing.
type Options struct {
	MaxBytes      int // of input; 0 leaves the limit as it is, and so below
	MaxDepth      int // open elements, at most [MaxDepth]
	MaxTags       int // start and end tags
	MaxAttrs      int // attributes of a tag
	MaxCandidates int // pictures of a srcset

	Base       string      // absolute http or https address that relative ones are resolved against
	Site       []string    // hosts of the site, beside that of Base: none of them is framed
	Embeds     []Embed     // frames that are kept beside those of [Article]
	Links      LinkPolicy  // what every link says
	Images     ImagePolicy // where pictures come from
	Classes    []string    // the classes that stay, such as "wp-*" or "factbox"; nil leaves them as they are
	IDPrefix   string      // what every id and every "#" link begins with, such as "story-"
	TopHeading int         // the level of the highest heading; all headings move down together, 6 is the last
	First      Policy      // asked before the profile
}

// Policy is a sanitiser of the caller's own, such as a *bluemonday.Policy. It must be
// safe for concurrent use. What it leaves is sanitised by the profile and shown to
// it again until neither changes anything; where they do not settle, text stays.
type Policy interface {
	Sanitize(string) string
}

// Embed is a kind of frames.
// A profile that keeps no frames keeps those of its options, but for [Comment].
type Embed struct {
	Host  string // as in an address: "charts.example"
	Path  string // that addresses begin with: "/embed/"
	Title string // of a frame that has none; "" is the host
}

// LinkPolicy says what is written into every link, beside what it says itself.
type LinkPolicy struct {
	NoFollow  bool // rel="nofollow": no vote for search engines
	UGC       bool // rel="ugc": a reader wrote it
	Sponsored bool // rel="sponsored"
	NewTab    bool // target="_blank" and rel="noopener" on links to the web; not in [Profile.Inline]
}

// ImagePolicy says where pictures may come from.
type ImagePolicy struct {
	Hosts   []string            // the hosts that are kept, such as "*.cdn.example"; those of relative addresses are
	Rewrite func(string) string // address of a picture to that of a copy or proxy; must leave those it made as they are
	Lazy    bool                // loading="lazy", where the source does not say
}

// With returns the profile with o applied. It returns [ErrInvalidProfile] for a
// limit out of range, a base that is not an absolute web address, an id prefix
// that is not a name with a hyphen, and an embed without a host and a path.
func (p Profile) With(o Options) (Profile, error) {
	r := *p.table()
	line := *r.line
	for _, step := range []func(*rules) error{o.setLimits, o.setBase, o.setNames, o.setEmbeds, o.setPolicies} {
		if err := step(&r); err != nil {
			return Profile{}, err
		}
	}
	r.line, line.line = &line, &line
	line.settings = r.settings
	line.maxDepth, line.newTab, line.embeds = min(r.maxDepth, inline.MaxDepth), false, nil
	return Profile{&r}, nil
}

func invalid(format string, args ...any) error {
	return &Error{Reason: fmt.Sprintf(format, args...), Err: ErrInvalidProfile}
}

func (o Options) setLimits(r *rules) error {
	for _, l := range []struct {
		name     string
		of       *int
		to, most int
	}{
		{"MaxBytes", &r.maxBytes, o.MaxBytes, 1 << 40},
		{"MaxDepth", &r.maxDepth, o.MaxDepth, MaxDepth},
		{"MaxTags", &r.maxTags, o.MaxTags, 1 << 40},
		{"MaxAttrs", &r.maxAttrs, o.MaxAttrs, 1 << 20},
		{"MaxCandidates", &r.maxCandidates, o.MaxCandidates, 1 << 20},
	} {
		if l.to < 0 || l.to > l.most {
			return invalid("%s is %d", l.name, l.to)
		}
		if l.to > 0 {
			*l.of = l.to
		}
	}
	return nil
}

func (o Options) setBase(r *rules) error {
	r.site = append(slices.Clip(r.site), o.Site...)
	if o.Base == "" {
		return nil
	}
	if err := inline.CheckLink(o.Base); err != nil {
		return &Error{Reason: "Base: " + err.Error(), Err: ErrInvalidProfile, Cause: err}
	}
	base, err := url.Parse(o.Base)
	if err != nil || base.Host == "" || foldHost(base) != nil {
		return invalid("Base is not an absolute web address")
	}
	r.base, r.site = base, append(r.site, base.Hostname())
	return nil
}

func (o Options) setNames(r *rules) error {
	if o.IDPrefix != "" {
		if !identifierPattern.MatchString(o.IDPrefix) || !strings.ContainsRune(o.IDPrefix, '-') || len(o.IDPrefix) > 32 {
			return invalid("IDPrefix is not a name with a hyphen")
		}
		r.idPrefix = o.IDPrefix
	}
	if o.TopHeading < 0 || o.TopHeading > 6 {
		return invalid("TopHeading is %d", o.TopHeading)
	}
	if o.TopHeading > 0 {
		r.topHeading = o.TopHeading
	}
	if o.Classes != nil {
		r.classes = slices.Clone(o.Classes)
	}
	return nil
}

func (o Options) setEmbeds(r *rules) error {
	for _, e := range o.Embeds {
		if !isHost(e.Host) || !strings.HasPrefix(e.Path, "/") {
			return invalid("embed of %.80q and %.80q", e.Host, e.Path)
		}
	}
	if len(o.Embeds) > 0 && r.elements["iframe"] != nil {
		r.embeds = append(slices.Clip(r.embeds), o.Embeds...)
		r.second = r.guard(r.embeds...)
	}
	return nil
}

func (o Options) setPolicies(r *rules) error {
	if rel := o.Links.rel(); rel != "" {
		words := strings.Fields(r.rel)
		for word := range strings.FieldsSeq(rel) {
			if !slices.Contains(words, word) {
				words = append(words, word)
			}
		}
		r.rel = strings.Join(words, " ")
	}
	r.newTab = r.newTab || o.Links.NewTab
	if o.Images.Hosts != nil {
		r.images.Hosts = slices.Clone(o.Images.Hosts)
	}
	if o.Images.Rewrite != nil {
		r.images.Rewrite = o.Images.Rewrite
	}
	r.images.Lazy = r.images.Lazy || o.Images.Lazy
	if o.First != nil {
		r.first = o.First
	}
	return nil
}

func (l LinkPolicy) rel() string {
	var words []string
	for _, w := range []struct {
		name string
		on   bool
	}{{"nofollow", l.NoFollow}, {"ugc", l.UGC}, {"sponsored", l.Sponsored}, {"noopener", l.NewTab}} {
		if w.on {
			words = append(words, w.name)
		}
	}
	return strings.Join(words, " ")
}
