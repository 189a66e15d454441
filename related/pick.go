package related

import "github.com/newsjunction/news/taxonomy"

// pick keeps those results that make up the answer, in order: the best, as far as
// diversity and the caps allow.
func (d *draft) pick() {
	if d.Diversity == 0 && d.PerSection <= 0 && d.PerSeries <= 0 {
		d.results = d.results[:min(len(d.results), d.K)]
		return
	}
	left := d.results
	closest := make([]float64, len(left)) // to one that is picked
	other := new(probe)
	var picked []result
	sections, series := make(map[taxonomy.ID]int), make(map[uint32]int)
	for len(picked) < d.K {
		at := d.next(left, closest, sections, series)
		if at < 0 {
			break
		}
		r := left[at]
		left[at].entry = nil
		picked = append(picked, r)
		sections[r.section]++
		series[r.series]++
		if d.Diversity > 0 {
			other.read(d.h, r.entry, d.settings())
			for i, l := range left {
				if l.entry != nil {
					closest[i] = max(closest[i], other.compare(d.h, l.doc).likeness)
				}
			}
		}
	}
	d.results = append(d.results[:0], picked...)
}

// next returns which of the results is the best to add; -1 for none.
func (d *draft) next(left []result, closest []float64, sections map[taxonomy.ID]int, series map[uint32]int) int {
	best, most := -1, 0.0
	for i, r := range left {
		if r.entry == nil ||
			d.PerSection > 0 && !r.section.IsZero() && sections[r.section] >= d.PerSection ||
			d.PerSeries > 0 && r.series != none && series[r.series] >= d.PerSeries {
			continue
		}
		value := (1-d.Diversity)*r.score - d.Diversity*closest[i]*d.results[0].score
		if best < 0 || value > most {
			best, most = i, value
		}
	}
	return best
}
