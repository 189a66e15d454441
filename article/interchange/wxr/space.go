package wxr

import "strings"

// spaces knows what the prefixes of a file stand for. Exporters bind them to one of
// several name spaces (http and https, versions 1.0 to 1.2), mix these, or forget to
// bind them: an unbound prefix stands for what exporters use it for.
type spaces struct {
	bound map[string]space
	names map[string]string // of what was met before
	raws  map[string]string // spellings that were met before, so that each is made once
}

type space string

const (
	plain   space = ""
	wp      space = "wp"
	dc      space = "dc"
	content space = "content"
	excerpt space = "excerpt"
	foreign space = "?"
)

// maxNames bounds what is kept of names: a file with more has none that matter.
const maxNames = 1000

func (s *spaces) bind(prefix, uri string) {
	to := spaceOf(uri)
	if s.bound[prefix] == to && to != plain {
		return
	}
	if s.bound == nil {
		s.bound = make(map[string]space)
	}
	if len(s.bound) < maxNames {
		s.bound[prefix] = to
	}
	s.names = nil
}

func spaceOf(uri string) space {
	uri = strings.TrimSuffix(uri, "/")
	switch {
	case strings.Contains(uri, "wordpress.org/export/"):
		if strings.HasSuffix(uri, "/excerpt") {
			return excerpt
		}
		return wp
	case strings.HasSuffix(uri, "purl.org/rss/1.0/modules/content"):
		return content
	case strings.HasSuffix(uri, "purl.org/dc/elements/1.1"):
		return dc
	}
	return foreign
}

// raw returns the spelling of a name as a string that is made once.
func (s *spaces) raw(name []byte) string {
	if known, ok := s.raws[string(name)]; ok {
		return known
	}
	if s.raws == nil {
		s.raws = make(map[string]string)
	}
	spelling := string(name)
	if len(s.raws) < maxNames {
		s.raws[spelling] = spelling
	}
	return spelling
}

// name returns the name of an element with the usual prefix of its name space, such
// as "wp:post_id" or "title"; "" for one of a space that means nothing here.
func (s *spaces) name(raw string) string {
	if known, ok := s.names[raw]; ok {
		return known
	}
	name := s.resolve(raw)
	if s.names == nil {
		s.names = make(map[string]string)
	}
	if len(s.names) < maxNames {
		s.names[raw] = name
	}
	return name
}

func (s *spaces) resolve(raw string) string {
	prefix, local, ok := strings.Cut(raw, ":")
	if !ok {
		return unprefixed(raw)
	}
	in, known := s.bound[prefix]
	if !known {
		in = space(prefix)
	}
	switch in {
	case wp, dc, content, excerpt:
		return string(in) + ":" + local
	}
	return ""
}

// unprefixed finds the elements of WordPress that stand without their prefix. Those
// that RSS has too mean what they mean there.
func unprefixed(local string) string {
	switch local {
	case "rss", "channel", "item", "title", "link", "guid", "pubDate", "description", "language", "category", "author":
		return local
	case "creator":
		return "dc:creator"
	case "encoded":
		return "content:encoded"
	}
	return "wp:" + local
}
