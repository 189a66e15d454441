package sanitize

import (
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
		if s := strconv.Itoa(n); s != value {
			value = s
		}
		return value, err == nil && n >= low && n <= high
	}
}

func integer(p *pass, value string) (string, bool) {
	return number(-999_999_999, 999_999_999)(p, value)
}

// dimension is a number of pixels or of hundredths of the room there is.
func dimension(p *pass, value string) (string, bool) {
	if percent, ok := strings.CutSuffix(strings.TrimSpace(value), "%"); ok {
		n, ok := number(0, 100)(p, percent)
		return n + "%", ok
	}
	return number(0, 99999)(p, value)
}

// classes keeps the names that the profile lets pass.
func classes(p *pass, value string) (string, bool) {
	if p.rules.classes == nil && areNames(value) {
		return value, true
	}
	var kept []string
	for name := range strings.FieldsSeq(value) {
		if isName(name) && p.rules.keepsClass(name) && len(kept) < maxClasses {
			kept = append(kept, name)
		}
	}
	return strings.Join(kept, " "), len(kept) > 0
}

const maxClasses = 32

// areNames reports whether s is a few names with a space between two.
func areNames(s string) bool {
	names := 0
	for name := range strings.SplitSeq(s, " ") {
		if names++; !isName(name) || names > maxClasses {
			return false
		}
	}
	return true
}

func isName(s string) bool {
	if s == "" || len(s) > 64 {
		return false
	}
	for i := range len(s) {
		if c := s[i]; !isAlphanumeric(c) && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

func isAlphanumeric(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// identifier keeps an id that no script takes for a property of its own: browsers
// make each id a variable of the page, so "config" would shadow the site's. A name
// with a hyphen is none, and the ids of footnotes are no words. A prefix of the
// profile makes every id safe.
func identifier(p *pass, value string) (string, bool) {
	value = strings.TrimSpace(value)
	if !identifierPattern.MatchString(value) {
		return "", false
	}
	if prefix := p.rules.idPrefix; prefix != "" {
		return prefix + strings.TrimPrefix(value, prefix), true
	}
	return value, strings.ContainsRune(value, '-') || footnotePattern.MatchString(value)
}

func uuid(_ *pass, value string) (string, bool) {
	value = strings.ToLower(strings.TrimSpace(value))
	return value, uuidPattern.MatchString(value)
}

func matching(pattern *regexp.Regexp) cleaner {
	return func(_ *pass, value string) (string, bool) {
		value = strings.TrimSpace(value)
		return value, pattern.MatchString(value)
	}
}

// mediaQuery accepts the characters of media queries and of sizes. They load
// nothing and name no address: there is no slash but that of a ratio.
func mediaQuery(_ *pass, value string) (string, bool) {
	value = strings.Join(strings.Fields(value), " ")
	return value, len(value) <= 1024 && mediaQueryPattern.MatchString(value)
}

var (
	identifierPattern = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_.:-]{0,127}$`)
	footnotePattern   = regexp.MustCompile(`^_?(fn|ftn|edn|footnote|endnote)_?(ref)?[:.]?[0-9]{1,6}$`)
	digitsPattern     = regexp.MustCompile(`^[0-9]{1,24}$`)
	colourPattern     = regexp.MustCompile(`^(#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,24})$`)
	uuidPattern       = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	mediaTypePattern  = regexp.MustCompile(`^[a-zA-Z0-9.+-]{1,64}/[a-zA-Z0-9.+-]{1,64}(; ?codecs="?[a-zA-Z0-9., -]{1,128}"?)?$`)
	mediaQueryPattern = regexp.MustCompile(`^[a-zA-Z0-9 ().,:%<>=/*+-]+$`)
	descriptorPattern = regexp.MustCompile(`^([1-9][0-9]{0,5}[wh]|[0-9]{1,4}(\.[0-9]{1,4})?x)$`)
)

// relation keeps the link types that the grammar knows, each once, and adds those
// that the profile gives every link.
func relation(p *pass, value string) (string, bool) {
	if p.rules.ownRel {
		return p.rules.rel, p.rules.rel != ""
	}
	var kept []string
	for _, word := range strings.Fields(strings.ToLower(value)) {
		if inline.Relation.Check(word) == nil && !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	for word := range strings.FieldsSeq(p.rules.rel) {
		if !slices.Contains(kept, word) {
			kept = append(kept, word)
		}
	}
	return strings.Join(kept, " "), len(kept) > 0
}

// srcset keeps the candidates whose address may be loaded and whose descriptor
// is a width, height or density. The candidates are split as the HTML standard
// splits them, so a comma inside an address stays.
func srcset(p *pass, value string) (string, bool) {
	var kept []string
	for count := 0; ; count++ {
		value = strings.TrimLeft(value, " \t\n,")
		if value == "" || count == p.rules.maxCandidates {
			return strings.Join(kept, ", "), len(kept) > 0
		}
		var candidate, descriptor string
		candidate, descriptor, value = cutCandidate(value)
		clean, ok := picture(p, candidate)
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
