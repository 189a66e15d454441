package taxonomy

import "slices"

// differing visits every id of which two trees hold another record, in no order that
// means anything. Where one tree was made of the other it visits these alone and
// looks at little else; of trees that share nothing it visits all.
func differing(was, is *Tree, visit func(ID)) { unlike(was.root(), is.root(), visit) }

func (t *Tree) root() *twig[ID, *record] {
	if t == nil {
		return nil
	}
	return t.records.root
}

// unlike visits the ids below two twigs, but for those below twigs and at leaves
// that both share. Tries that hash in different ways share none.
func unlike(n, other *twig[ID, *record], visit func(ID)) {
	if n == other {
		return
	}
	if n == nil {
		n = new(twig[ID, *record])
	}
	if other == nil {
		other = new(twig[ID, *record])
	}
	for rest := n.forked | other.forked; rest != 0; rest &= rest - 1 {
		branch := rest & -rest
		unlike(n.fork(branch), other.fork(branch), visit)
	}
	for _, l := range n.leaves {
		if !slices.Contains(other.leaves, l) {
			visit(l.key)
		}
	}
	for _, l := range other.leaves {
		if !slices.Contains(n.leaves, l) {
			visit(l.key)
		}
	}
}

// fork returns the twig of a branch; nil where none goes on there.
func (n *twig[K, V]) fork(branch uint32) *twig[K, V] {
	if n.forked&branch == 0 {
		return nil
	}
	return n.forks[rank(n.forked, branch)]
}
