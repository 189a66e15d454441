package htmlbody

import (
	"strings"

	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/loss"
)

// within begins the address of a place within the page. Blocks keep no ids, and a page
// gives those of a raw block names of their own: nothing that stands outside of one leads
// to such a place.
const within = "#"

// unlink leaves the words of links within the page, and takes the links away.
func (b *builder) unlink(text inline.HTML) inline.HTML {
	const start, end, leads = "<a ", "</a>", ` href="` + within
	markup := text.String()
	if !strings.Contains(markup, leads) {
		return text
	}
	var out strings.Builder
	for rest := markup; rest != ""; {
		before, link, found := strings.Cut(rest, start)
		out.WriteString(before)
		if !found {
			break
		}
		// No link stands in a link, and every > ends a tag.
		link, rest, _ = strings.Cut(link, end)
		if tag, inside, _ := strings.Cut(link, ">"); strings.Contains(" "+tag, leads) {
			out.WriteString(inside)
			b.report.Add(b.path(), loss.Dropped, "link", "it leads to a place within its page that is not there")
		} else {
			out.WriteString(start + link + end)
		}
	}
	plain, err := inline.Parse(strings.TrimSpace(out.String()))
	if err != nil {
		return text
	}
	return plain
}

// leadsOut reports whether an address is one that a page may link to, and of another page.
func leadsOut(address string) bool {
	return inline.CheckLink(address) == nil && !strings.HasPrefix(address, within)
}
