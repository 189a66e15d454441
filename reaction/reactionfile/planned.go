package reactionfile

import "github.com/newsjunction/news/reaction"

// planned finds the changes of a batch that are made by what they are about: by
// lists of those whose readers' keys have some bits in common. The keys are hashes.
type planned [2 * maxBatch]uint16 // 1 + the place in the batch of the last such change; 0 is none

func (p *planned) list(r reaction.Reader) *uint16 {
	key, _ := r.MarshalBinary() // which never fails
	return &p[int(readerPlace(key))%len(p)]
}

// find returns the last one added about the same subject and reader as c, or nil.
func (p *planned) find(batch []*change, c *change) *change {
	for at := *p.list(c.reader); at != 0; at = batch[at-1].earlier {
		if e := batch[at-1]; e.reader == c.reader && e.subject == c.subject {
			return e
		}
	}
	return nil
}

// add adds c, which has place i.
func (p *planned) add(i int, c *change) {
	list := p.list(c.reader)
	c.earlier, *list = *list, uint16(i+1)
}

// clear takes away what is there of a batch.
func (p *planned) clear(batch []*change) {
	for _, c := range batch {
		*p.list(c.reader) = 0
	}
}
