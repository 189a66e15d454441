package sanitize

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/newsjunction/news/article/inline"
)

// cleaner returns the canonical spelling of an attribute's value, and whether it
// may be kept. Cleaning what it returned changes nothing.
type cleaner func(p *pass, value string) (string, bool)

// shared returns the cleaner for a kind of the inline grammar.
func shared(k inline.Kind) cleaner {
	switch k {
	case inline.Link:
		return address
	case inline.Relation:
		return relation
	case inline.FreeText:
		return freeText
	}
	return func(_ *pass, value string) (string, bool) {
		value = strings.TrimSpace(value)
		if k == inline.Direction {
			value = strings.ToLower(value)
		}
		return value, k.Check(value) == nil
	}
}

func freeText(_ *pass, value string) (string, bool) { return value, true }

func boolean(*pass, string) (string, bool) { return "", true }

// fixed returns the cleaner of an attribute that has one value only.
func fixed(only string) cleaner {
	return func(*pass, string) (string, bool) { return only, true }
}

func oneOf(words ...string) cleaner {
	return func(_ *pass, value string) (string, bool) {
		value = strings.TrimSpace(value)
		if slices.Contains(words, value) {
			return value, true
		}
		value = strings.ToLower(value)
		return value, slices.Contains(words, value)
	}
}

func number(low, high int) cleaner {
	return func(_ *pass, value string) (string, bool) {
		n, err := strconv.Atoi(strings.TrimSpace(value))
		return strconv.Itoa(n), err == nil && n >= low && n <= high
	}
}

func integer(p *pass, value string) (string, bool) {
	return number(-999_999_999, 999_999_999)(p, value)
}

func uuid(_ *pass, value string) (string, bool) {
	value = strings.ToLower(strings.TrimSpace(value))
	return value, uuidPattern.MatchString(value)
}

func mediaType(_ *pass, value string) (string, bool) {
	value = strings.TrimSpace(value)
	return value, mediaTypePattern.MatchString(value)
}

// mediaQuery accepts the characters of media queries and of sizes. They load
// nothing and name no address: there is no slash but that of a ratio.
func mediaQuery(_ *pass, value string) (string, bool) {
	value = strings.Join(strings.Fields(value), " ")
	return value, len(value) <= 1024 && mediaQueryPattern.MatchString(value)
}

var (
	uuidPattern       = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	mediaTypePattern  = regexp.MustCompile(`^[a-zA-Z0-9.+-]{1,64}/[a-zA-Z0-9.+-]{1,64}(; ?codecs="?[a-zA-Z0-9., -]{1,128}"?)?$`)
	mediaQueryPattern = regexp.MustCompile(`^[a-zA-Z0-9 ().,:%<>=/*+-]+$`)
	descriptorPattern = regexp.MustCompile(`^([1-9][0-9]{0,5}[wh]|[0-9]{1,4}(\.[0-9]{1,4})?x)$`)
)

// relation keeps the link types that the grammar knows, each once.
func relation(_ *pass, value string) (string, bool) {
	var kept []string
	for _, word := range strings.Fields(strings.ToLower(value)) {
		if inline.Relation.Check(word) == nil && !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " "), len(kept) > 0
}

// address returns the canonical spelling of an address to which a link may lead.
func address(p *pass, value string) (string, bool) {
	u, ok := p.resolve(value)
	if !ok {
		return "", false
	}
	value = u.String()
	if inline.CheckLink(value) != nil {
		return "", false
	}
	// Spelling an address can change how it is read; what does not settle is refused.
	again, err := url.Parse(value)
	return value, err == nil && again.String() == value
}

// source returns the canonical spelling of an address from which a picture,
// film or frame may be loaded: on the web or of the same site.
func source(p *pass, value string) (string, bool) {
	value, ok := address(p, value)
	return value, ok && !strings.HasPrefix(value, "mailto:") && !strings.HasPrefix(value, "tel:")
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
	if p.base != nil && !u.IsAbs() && !strings.HasPrefix(value, "#") {
		u = p.base.ResolveReference(u)
	}
	return u, true
}

// srcset keeps the candidates whose address may be loaded and whose descriptor
// is a width, height or density. The candidates are split as the HTML standard
// splits them, so a comma inside an address stays.
func srcset(p *pass, value string) (string, bool) {
	var kept []string
	for count := 0; ; count++ {
		value = strings.TrimLeft(value, " \t\n,")
		if value == "" || count == MaxCandidates {
			return strings.Join(kept, ", "), len(kept) > 0
		}
		var candidate, descriptor string
		candidate, descriptor, value = cutCandidate(value)
		clean, ok := source(p, candidate)
		if !ok || strings.HasPrefix(clean, ",") || strings.HasSuffix(clean, ",") {
			continue
		}
		if descriptor == "" {
			kept = append(kept, clean)
		} else if descriptorPattern.MatchString(descriptor) {
			kept = append(kept, clean+" "+descriptor)
		}
	}
}

func cutCandidate(value string) (candidate, descriptor, rest string) {
	end := strings.IndexAny(value, " \t\n")
	if end < 0 {
		end = len(value)
	}
	candidate, rest = value[:end], value[end:]
	if trimmed := strings.TrimRight(candidate, ","); trimmed != candidate {
		return trimmed, "", rest
	}
	descriptor, rest, _ = strings.Cut(rest, ",")
	return candidate, strings.TrimSpace(descriptor), rest
}
