package loss

// Summary returns the same losses without their places: what happened, and how
// often. It is what a user is told of a conversion of many articles.
func (r Report) Summary() Report {
	var sum Report
	for l := range r.All() {
		l.Path = ""
		sum.add(l)
	}
	if more := r.More(); more > 0 {
		sum.open().more = more
	}
	return sum
}
