package sanitize

import (
	"bytes"
	"errors"
)

// ask notes what the second opinion is asked about the values at hand, of which one is
// risky: of a frame everything, of e otherwise the addresses and free texts, whose sort
// is all that can do harm.
func (p *pass) ask(e *element) {
	if p.asked == nil {
		p.asked = make([]byte, 0, min(cap(p.out)/2+64, 64<<10))
	}
	start := len(p.asked)
	p.asked = append(append(p.asked, '<'), e.name...)
	for i := range p.values {
		if v := &p.values[i]; v.risky || e.shape == frame {
			p.asked = v.append(p.asked)
		}
	}
	switch {
	case e.void:
		p.asked = append(p.asked, "/>"...)
	case e.shape == frame:
		// Behind its start tag a parser reads text alone.
		p.asked = append(p.asked, "></iframe>"...)
	default:
		p.asked = append(p.asked, '>')
	}
	if bytes.Equal(p.asked[start:], p.asked[p.lastAsked:start]) {
		p.asked = p.asked[:start] // the same question again
		return
	}
	p.lastAsked = start
}

// isAgreed reports whether the second opinion lets what it is asked pass unchanged.
func (p *pass) isAgreed() bool {
	if len(p.asked) == 0 {
		return true
	}
	c := &comparer{want: p.asked}
	err := p.rules.second.SanitizeReaderToWriter(bytes.NewReader(p.asked), c)
	return err == nil && len(c.want) == 0
}

// comparer is a writer that takes nothing but what it wants.
type comparer struct{ want []byte }

var errDiffers = errors.New("not what was wanted")

// Write returns errDiffers for what is not wanted next.
func (c *comparer) Write(b []byte) (int, error) {
	rest, ok := bytes.CutPrefix(c.want, b)
	if !ok {
		return 0, errDiffers
	}
	c.want = rest
	return len(b), nil
}

// WriteString is Write.
func (c *comparer) WriteString(s string) (int, error) {
	if len(s) > len(c.want) || string(c.want[:len(s)]) != s {
		return 0, errDiffers
	}
	c.want = c.want[len(s):]
	return len(s), nil
}
