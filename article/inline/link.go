package inline

import (
	"net/url"
	"strings"
	"unicode/utf8"
)

// MaxLink is the longest address that [CheckLink] accepts, in bytes.
const MaxLink = 8 << 10

// CheckLink returns nil for an address that is safe to put behind a link or to
// load a picture from, and otherwise an [*Error] that wraps [ErrUnsafeURL]:
//
//   - http and https with a host, without a user name or password;
//   - mailto and tel;
//   - a path, query or fragment of the same site ("/x", "x/y", "?q", "#x"), but
//     not "//host", which leaves the site.
//
// White space, control characters, backslashes, invalid UTF-8 and characters that
// override the direction of text are refused anywhere: browsers drop or bend them,
// so that what is read is not what is opened.
func CheckLink(address string) error {
	refuse := func(offset int, reason string) error {
		return &Error{Offset: offset, Reason: reason, Err: ErrUnsafeURL}
	}
	if address == "" {
		return refuse(0, "empty address")
	}
	if len(address) > MaxLink {
		return refuse(MaxLink, "address too long")
	}
	if offset, reason := badCharacter(address); reason != "" {
		return refuse(offset, reason)
	}
	if i := strings.IndexFunc(address, notInAddress); i >= 0 {
		return refuse(i, "white space, control character or backslash in an address")
	}
	if strings.HasPrefix(address, "//") {
		return refuse(0, "address without a scheme leaves the site")
	}
	scheme, rest, absolute := cutScheme(address)
	if !absolute {
		return checkReference(address, refuse)
	}
	switch strings.ToLower(scheme) {
	case "http", "https":
		return checkWeb(address, rest, refuse)
	case "mailto", "tel":
		if rest == "" {
			return refuse(len(address), "nothing follows the scheme")
		}
		return nil
	default:
		return refuse(0, "scheme is not one of http, https, mailto and tel")
	}
}

// cutScheme splits address at a colon before any slash, question mark or hash:
// what a browser could take for a scheme, well formed or not.
func cutScheme(address string) (scheme, rest string, ok bool) {
	i := strings.IndexAny(address, ":/?#")
	if i < 0 || address[i] != ':' {
		return "", "", false
	}
	return address[:i], address[i+1:], true
}

func checkReference(address string, refuse func(int, string) error) error {
	if _, err := url.Parse(address); err != nil {
		return refuse(0, "malformed address")
	}
	return nil
}

func checkWeb(address, rest string, refuse func(int, string) error) error {
	if !strings.HasPrefix(rest, "//") {
		return refuse(len(address)-len(rest), "no host follows the scheme")
	}
	u, err := url.Parse(address)
	if err != nil {
		return refuse(0, "malformed address")
	}
	if u.User != nil {
		return refuse(0, "user name in an address")
	}
	// A host may be written with percent signs; what counts is what they stand for.
	host := u.Hostname()
	if _, reason := badCharacter(host); reason != "" || host == "" || strings.ContainsFunc(host, notInHost) {
		return refuse(len(address)-len(rest), "missing or malformed host")
	}
	return nil
}

func notInAddress(r rune) bool {
	return r <= ' ' || r == '\\' || r == 0x7F || r == 0xA0 || r == 0x2028 || r == 0x2029 || r == 0x3000 || r == 0xFEFF
}

// notInHost lets every letter beyond ASCII pass: how such a name is looked up is
// the business of the browser.
func notInHost(r rune) bool {
	if r < utf8.RuneSelf {
		return notAlphanumeric(r) && !strings.ContainsRune("-._:", r)
	}
	return notInAddress(r)
}
