package related

import (
	"math"
	"sync/atomic"
)

// own is what documents' words score beside themselves, as the last who compared one
// found it: half of the work of a comparison. It holds for one version of the holdings,
// since each change of the archive changes what words are worth. Readers write it at the
// same time; both sides share it.
type own []*[ownBlock]atomic.Uint64 // version · bits of a float32

const ownBlock = 1 << 10

// room makes room for so many documents.
func (o own) room(docs int) own {
	for len(o)*ownBlock < docs {
		o = append(o, new([ownBlock]atomic.Uint64))
	}
	return o
}

func (o own) get(doc, version uint32) (self float64, ok bool) {
	held := o[doc/ownBlock][doc%ownBlock].Load()
	if uint32(held>>32) != version {
		return 0, false
	}
	return float64(math.Float32frombits(uint32(held))), true
}

func (o own) set(doc, version uint32, self float64) {
	o[doc/ownBlock][doc%ownBlock].Store(uint64(version)<<32 | uint64(math.Float32bits(float32(self))))
}
