package mediatopics

import "github.com/newsjunction/news/taxonomy/text"

// maxLevels bounds the tree; the deepest release has 5. A taxonomy.Tree holds 32,
// which leaves room for the section that the topics hang under.
const maxLevels = 16

// hang makes a forest of the concepts: one that names no broader concept, but is
// listed as narrower than another, hangs there; where the two directions disagree,
// broader holds; a circle opens at its first concept in the file.
func (r *Release) hang() {
	r.index()
	for _, parent := range r.Concepts {
		for _, code := range parent.Narrower {
			r.agree(parent.Code, code)
		}
	}
	for i := range r.Concepts {
		if c := &r.Concepts[i]; !r.grounded(c.Code) {
			r.repair(c.Code.String()+".broader", c.Parent.String()+" leads in a circle or too deep: became one of the top")
			c.Parent = ""
		}
	}
}

func (r *Release) repair(path, why string) { r.Repairs = append(r.Repairs, Repair{path, why}) }

// maxChoices bounds the concepts that one label may mean: more are no choice.
const maxChoices = 16

func (r *Release) index() {
	r.at = make(map[Code]int, len(r.Concepts))
	r.live = make(map[string][]Code, len(r.Concepts))
	for i, c := range r.Concepts {
		r.at[c.Code] = i
		if key := text.Fold(c.Label()); !c.IsRetired() && len(r.live[key]) < maxChoices {
			r.live[key] = append(r.live[key], c.Code)
		}
	}
}

// agree compares what a parent says of a child with the child's own word.
func (r *Release) agree(parent, code Code) {
	i, ok := r.at[code]
	if !ok || r.Concepts[i].Parent == parent {
		return
	}
	path := parent.String() + ".narrower"
	if child := &r.Concepts[i]; child.Parent == "" {
		child.Parent = parent
		r.repair(path, code.String()+" names no broader concept: was hung here")
	} else {
		r.repair(path, code.String()+" hangs elsewhere: its own word holds")
	}
}

// grounded reports whether the way up from a concept ends within the levels.
func (r *Release) grounded(code Code) bool {
	for range maxLevels {
		i, ok := r.at[code]
		if !ok {
			return true
		}
		code = r.Concepts[i].Parent
	}
	return code == ""
}

// topDown returns every concept after its parent, siblings in the order of the file.
func (r *Release) topDown() []Concept {
	below := make(map[Code][]int, len(r.Concepts))
	for i, c := range r.Concepts {
		parent := c.Parent
		if _, ok := r.at[parent]; !ok {
			parent = ""
		}
		below[parent] = append(below[parent], i)
	}
	out := make([]Concept, 0, len(r.Concepts))
	for next := below[""]; len(next) > 0; {
		var deeper []int
		for _, i := range next {
			out = append(out, r.Concepts[i])
			deeper = append(deeper, below[r.Concepts[i].Code]...)
		}
		next = deeper
	}
	return out
}
