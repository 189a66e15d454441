package theme

import (
	"time"

	"github.com/newsjunction/news/article"
)

// A Visitor is what a page shows of who reads it. The zero Visitor is somebody of whom
// nothing is known: the page of all who send no cookie.
type Visitor struct {
	Name     string    // of a member who is signed in; "": nobody is
	Scheme   Scheme    // of colours
	Size     Size      // of text
	Answered bool      // the cookie notice, one way or the other
	Since    time.Time // their last visit: what is newer is counted; zero where it is not known
}

// A Scheme of colours that a visitor chose: "" as their device is set.
type Scheme string

const (
	Light Scheme = "light"
	Dark  Scheme = "dark"
)

// ParseScheme returns the scheme of a name, and the device's for a name that is none.
func ParseScheme(name string) Scheme {
	if s := Scheme(name); s == Light || s == Dark {
		return s
	}
	return ""
}

// A Size of text that a visitor chose: "" is the usual one.
type Size string

const (
	Larger  Size = "larger"
	Largest Size = "largest"
)

// ParseSize returns the size of a name, and the usual one for a name that is none.
func ParseSize(name string) Size {
	if s := Size(name); s == Larger || s == Largest {
		return s
	}
	return ""
}

// next returns the size that comes after another, in turn.
func (s Size) next() string {
	switch s {
	case "":
		return string(Larger)
	case Larger:
		return string(Largest)
	}
	return "usual"
}

// other returns the scheme that the switch leads to.
func (s Scheme) other() string {
	if s == Dark {
		return string(Light)
	}
	return string(Dark)
}

// known reports whether a visitor's page differs from everybody's.
func (v Visitor) known() bool { return v != Visitor{} }

// fresh counts the stories that a visitor has not met yet.
func (v Visitor) fresh(latest []article.Teaser) (n int) {
	if v.Since.IsZero() {
		return 0
	}
	for _, t := range latest {
		if t.Published.After(v.Since) {
			n++
		}
	}
	return n
}
