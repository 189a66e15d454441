package sanitize

import (
	"net/url"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"github.com/newsjunction/news/article/inline"
)

// ErrUnsafeURL is wrapped by every error of [ParseLink].
var ErrUnsafeURL = inline.ErrUnsafeURL

// ParseLink reads an address that a stranger gave, such as the home page of a
// commenter. It accepts http and https with a host, mailto and tel, and returns
// the address with its host in lower case and in the ASCII form of IDNA. Everything
// else is refused with [ErrUnsafeURL], and the error says why: a path without a
// host, another scheme, a user name, white space, control characters, backslashes.
func ParseLink(address string) (*url.URL, error) {
	if err := inline.CheckLink(address); err != nil {
		return nil, &Error{Reason: err.Error(), Err: ErrUnsafeURL, Cause: err}
	}
	u, err := url.Parse(address)
	if err != nil {
		return nil, &Error{Reason: "malformed address", Err: ErrUnsafeURL, Cause: err}
	}
	if u.Scheme == "" {
		return nil, &Error{Reason: "no scheme and no host", Err: ErrUnsafeURL}
	}
	if err := foldHost(u); err != nil {
		return nil, &Error{Reason: "the host is not a name", Err: ErrUnsafeURL, Cause: err}
	}
	return u, nil
}

// foldHost brings the host of an address into the form in which it is looked up.
func foldHost(u *url.URL) error {
	name := u.Hostname()
	if isASCII(name) {
		u.Host = strings.ToLower(u.Host)
		return nil
	}
	name, err := idna.Lookup.ToASCII(name)
	if err != nil {
		return err
	}
	if port := u.Port(); port != "" {
		name += ":" + port
	}
	u.Host = name
	return nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// address returns the canonical spelling of an address to which a link may lead.
func address(p *pass, value string) (string, bool) {
	if isCanonical(value) {
		return value, true
	}
	u, ok := p.resolve(value)
	if !ok || foldHost(u) != nil {
		return "", false
	}
	if u.Scheme == "" && u.Host == "" && u.Path == "" && u.RawQuery == "" && u.Fragment != "" {
		return p.fragment(u)
	}
	value = u.String()
	if inline.CheckLink(value) != nil {
		return "", false
	}
	// Spelling an address can change how it is read; what does not settle is refused.
	again, err := url.Parse(value)
	return value, err == nil && again.String() == value
}

// fragment returns an address within the text. It follows the ids into their prefix.
func (p *pass) fragment(u *url.URL) (string, bool) {
	if prefix := p.rules.idPrefix; prefix != "" {
		u.Fragment, u.RawFragment = prefix+strings.TrimPrefix(u.Fragment, prefix), ""
	}
	value := u.String()
	return value, inline.CheckLink(value) == nil
}

// source returns the canonical spelling of an address from which a picture,
// film or frame may be loaded: on the web or of the same site.
func source(p *pass, value string) (string, bool) {
	value, ok := address(p, value)
	return value, ok && !strings.HasPrefix(value, "mailto:") && !strings.HasPrefix(value, "tel:")
}

// picture is source with the profile's policy of pictures.
func picture(p *pass, value string) (string, bool) {
	value, ok := source(p, value)
	policy := &p.rules.images
	if !ok || len(policy.Hosts) == 0 && policy.Rewrite == nil {
		return value, ok
	}
	if u, err := url.Parse(value); err != nil || u.Host != "" && !hostListed(policy.Hosts, u.Hostname()) {
		return "", false
	}
	if policy.Rewrite == nil {
		return value, true
	}
	return source(p, policy.Rewrite(value))
}

// hostListed reports whether a list of hosts holds host; an empty list holds all,
// and "*.example.org" holds every host below example.org.
func hostListed(hosts []string, host string) bool {
	for _, h := range hosts {
		if below, ok := strings.CutPrefix(h, "*"); h == host || ok && strings.HasSuffix(host, below) {
			return true
		}
	}
	return len(hosts) == 0
}

// resolve reads an address as a browser does, and resolves it against the base,
// where there is one. An address that leaves the site without naming a scheme
// gets https.
func (p *pass) resolve(value string) (*url.URL, bool) {
	value = strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' {
			return -1
		}
		return r
	}, strings.TrimSpace(value))
	value = strings.ReplaceAll(value, " ", "%20")
	if strings.HasPrefix(value, "//") {
		value = "https:" + value
	}
	if inline.CheckLink(value) != nil {
		return nil, false
	}
	u, err := url.Parse(value)
	if err != nil {
		return nil, false
	}
	base := p.rules.base
	if u.IsAbs() || !p.rules.absolute && (base == nil || strings.HasPrefix(value, "#")) {
		return u, true
	}
	if base == nil {
		return nil, false
	}
	return base.ResolveReference(u), true
}

// isCanonical reports whether an address is on the web and spelled in characters
// that reading and writing it leave alone: most are, and need no closer look.
func isCanonical(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		if rest, ok = strings.CutPrefix(s, "http://"); !ok {
			return false
		}
	}
	host, path, ok := strings.Cut(rest, "/")
	if !ok || len(s) > inline.MaxLink || !isHost(host) {
		return false
	}
	query := false
	for i := range len(path) {
		switch urlBytes[path[i]] {
		case 0:
			return false
		case '?':
			if query {
				return false
			}
			query = true
		}
	}
	return true
}

// urlBytes holds the bytes of a path or query that are never spelled otherwise.
var urlBytes = func() (table [256]byte) {
	for c := range 256 {
		if isAlphanumeric(byte(c)) {
			table[c] = byte(c)
		}
	}
	for _, c := range []byte("-._~/=&+,:@$;?") {
		table[c] = c
	}
	return table
}()

func isHost(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return s != ""
}
