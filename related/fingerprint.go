package related

import "math/bits"

// fingerprint is what near copies of a text have mostly in common: for each of its
// places the least hash of the text's three-word shingles that fall into it
// (MinHash: Broder, "On the Resemblance and Containment of Documents", 1997; one
// permutation with places filled from their neighbours: Shrivastava and Li,
// "Improved Densification of One Permutation Hashing", 2014). Eight bits of a hash
// are kept, so one place in 256 agrees by chance.
type fingerprint [prints]uint8

const (
	prints  = 64
	shingle = 3 // words
)

// newFingerprint returns the fingerprint of the searched text of a profile; nil where
// it has fewer words than a shingle.
func newFingerprint(p *profile) *fingerprint {
	var least [prints]uint64
	var held [prints]bool
	var last [shingle]uint64
	n := 0
	for _, r := range p.runs {
		if r.field != InText || !r.searched {
			continue
		}
		for _, w := range p.words[r.from:r.to] {
			last[0], last[1], last[2] = last[1], last[2], hashText(w.Text)
			if n++; n < shingle {
				continue
			}
			hash := blend(blend(last[0], last[1]), last[2])
			place := hash >> 58
			if !held[place] || hash < least[place] {
				least[place], held[place] = hash, true
			}
		}
	}
	if n < shingle {
		return nil
	}
	return settle(&least, &held)
}

// settle fills the empty places from the next that is not, in a direction that
// depends on the place, and keeps eight bits of each.
func settle(least *[prints]uint64, held *[prints]bool) *fingerprint {
	f := new(fingerprint)
	for place := range f {
		step := 1
		if bits.OnesCount(uint(place)*0x9E5)&1 == 0 {
			step = prints - 1
		}
		at, away := place, uint64(0)
		for !held[at] {
			at, away = (at+step)%prints, away+1
		}
		f[place] = uint8(blend(least[at], away) >> 56)
	}
	return f
}

// resemblance estimates which part of the shingles of both texts they share.
func (f *fingerprint) resemblance(g *fingerprint) float64 {
	if f == nil || g == nil {
		return 0
	}
	same := 0
	for place := range f {
		if f[place] == g[place] {
			same++
		}
	}
	const chance = 1.0 / 256
	return max(0, (float64(same)/prints-chance)/(1-chance))
}

// hashText is FNV-1a of 64 bits; 0 for an empty text alone. Answers depend on it,
// hence no seed.
func hashText(s string) uint64 {
	if s == "" {
		return 0
	}
	hash := uint64(14695981039346656037)
	for i := range len(s) {
		hash = (hash ^ uint64(s[i])) * 1099511628211
	}
	return max(hash, 1)
}

// blend mixes two hashes; the order matters.
func blend(a, b uint64) uint64 {
	hi, lo := bits.Mul64(a^0x9E3779B97F4A7C15, bits.RotateLeft64(b, 32)^0xD6E8FEB86659FD93)
	return hi ^ lo
}
