package article

import (
	"strings"

	"github.com/newsjunction/news/article/inline"
)

// An Image is a still picture that stands at an address.
type Image struct {
	URL     string      `json:"url"`              // http, https, or a path on the site; required
	Alt     string      `json:"alt,omitempty"`    // what it shows, for those who don't see it; empty: decoration
	Caption inline.HTML `json:"caption,omitzero"` // printed below it
	Credit  string      `json:"credit,omitempty"` // who made it, as printed
	Width   int         `json:"width,omitempty"`  // pixels; 0: unknown
	Height  int         `json:"height,omitempty"` // pixels; 0: unknown
}

func (i Image) check(k *checker, path string) {
	if k.link(path+".URL", i.URL, true); inline.CheckLink(i.URL) == nil && !picture(i.URL) {
		k.fault(path+".URL", ErrUnsafeURL)
	}
	k.label(path+".Alt", i.Alt)
	k.label(path+".Credit", i.Credit)
	if i.Width < 0 {
		k.fault(path+".Width", ErrUnknownValue)
	}
	if i.Height < 0 {
		k.fault(path+".Height", ErrUnknownValue)
	}
}

// picture reports whether a safe address is one that something can be loaded from:
// of the addresses that have a scheme, mailto and tel are not.
func picture(url string) bool {
	i := strings.IndexAny(url, ":/?#")
	return i < 0 || url[i] != ':' || strings.HasPrefix(url[i:], "://")
}
