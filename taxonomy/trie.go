package taxonomy

import (
	"math/bits"
	"slices"
)

// A trie is a map of which a changed copy shares all that did not change: a hash
// array mapped trie (Bagwell, "Ideal Hash Trees", 2001). The zero trie is empty.
// Copies may be read while one of them is written.
type trie[K comparable, V any] struct {
	hash func(K) uint64
	root *twig[K, V]
}

// An owner is an edit that may write in place what it made itself.
type owner struct{ _ byte } // not of size 0: two of them must be two

// A twig is a node of a trie. It takes 5 bits of a hash to tell 32 branches apart;
// one below the last bits holds all keys of one hash, in leaves alone.
type twig[K comparable, V any] struct {
	by     *owner
	leafed uint32 // which branches end in a leaf
	forked uint32 // which go on
	leaves []leaf[K, V]
	forks  []*twig[K, V]
}

type leaf[K comparable, V any] struct {
	key   K
	value V
}

const (
	branchBits = 5
	hashBits   = 64
)

// get returns the value of a key.
func (t trie[K, V]) get(key K) (v V, ok bool) {
	if t.root == nil {
		return v, false
	}
	n := t.root
	for hash, shift := t.hash(key), 0; shift < hashBits; shift += branchBits {
		branch := bit(hash, shift)
		switch {
		case n.leafed&branch != 0:
			if l := &n.leaves[rank(n.leafed, branch)]; l.key == key {
				return l.value, true
			}
			return v, false
		case n.forked&branch == 0:
			return v, false
		}
		n = n.forks[rank(n.forked, branch)]
	}
	if i := n.find(key); i >= 0 {
		return n.leaves[i].value, true
	}
	return v, false
}

// all visits every entry, in no order that means anything.
func (t trie[K, V]) all(visit func(K, V)) { t.root.all(visit) }

func (n *twig[K, V]) all(visit func(K, V)) {
	if n == nil {
		return
	}
	for _, l := range n.leaves {
		visit(l.key, l.value)
	}
	for _, fork := range n.forks {
		fork.all(visit)
	}
}

// put sets the value of a key.
func (t *trie[K, V]) put(by *owner, key K, v V) {
	if t.root == nil {
		t.root = &twig[K, V]{by: by}
	}
	t.root = t.root.put(t, by, t.hash(key), 0, leaf[K, V]{key, v})
}

// remove takes a key away, where it is there.
func (t *trie[K, V]) remove(by *owner, key K) {
	if _, ok := t.get(key); !ok {
		return
	}
	t.root = t.root.remove(by, t.hash(key), 0, key)
	if len(t.root.leaves)+len(t.root.forks) == 0 {
		t.root = nil
	}
}

func (n *twig[K, V]) put(t *trie[K, V], by *owner, hash uint64, shift int, l leaf[K, V]) *twig[K, V] {
	n = n.owned(by)
	if shift >= hashBits {
		if i := n.find(l.key); i >= 0 {
			n.leaves[i] = l
		} else {
			n.leaves = append(n.leaves, l)
		}
		return n
	}
	branch := bit(hash, shift)
	switch {
	case n.forked&branch != 0:
		i := rank(n.forked, branch)
		n.forks[i] = n.forks[i].put(t, by, hash, shift+branchBits, l)
	case n.leafed&branch == 0:
		n.leaves = inserted(n.leaves, rank(n.leafed, branch), l)
		n.leafed |= branch
	default:
		i := rank(n.leafed, branch)
		held := n.leaves[i]
		if held.key == l.key {
			n.leaves[i] = l
			return n
		}
		fork := (&twig[K, V]{by: by}).put(t, by, t.hash(held.key), shift+branchBits, held)
		n.cut(i, branch)
		n.graft(branch, fork.put(t, by, hash, shift+branchBits, l))
	}
	return n
}

// remove takes away a key that is there. A fork that is left with one leaf becomes
// that leaf.
func (n *twig[K, V]) remove(by *owner, hash uint64, shift int, key K) *twig[K, V] {
	n = n.owned(by)
	if shift >= hashBits {
		i := n.find(key)
		n.leaves = slices.Delete(n.leaves, i, i+1)
		return n
	}
	branch := bit(hash, shift)
	if n.leafed&branch != 0 {
		n.cut(rank(n.leafed, branch), branch)
		return n
	}
	i := rank(n.forked, branch)
	fork := n.forks[i].remove(by, hash, shift+branchBits, key)
	n.forks[i] = fork
	if len(fork.forks) == 0 && len(fork.leaves) == 1 {
		n.forks = slices.Delete(n.forks, i, i+1)
		n.forked &^= branch
		n.leaves = inserted(n.leaves, rank(n.leafed, branch), fork.leaves[0])
		n.leafed |= branch
	}
	return n
}

// owned returns a twig that by may write: this one, or a copy.
func (n *twig[K, V]) owned(by *owner) *twig[K, V] {
	if n.by == by {
		return n
	}
	return &twig[K, V]{by, n.leafed, n.forked, slices.Clone(n.leaves), slices.Clone(n.forks)}
}

func (n *twig[K, V]) cut(i int, branch uint32) {
	n.leaves = slices.Delete(n.leaves, i, i+1)
	n.leafed &^= branch
}

func (n *twig[K, V]) graft(branch uint32, fork *twig[K, V]) {
	n.forks = inserted(n.forks, rank(n.forked, branch), fork)
	n.forked |= branch
}

func (n *twig[K, V]) find(key K) int {
	return slices.IndexFunc(n.leaves, func(l leaf[K, V]) bool { return l.key == key })
}

// bit returns the branch that a hash takes at a shift.
func bit(hash uint64, shift int) uint32 { return 1 << (hash >> shift & (1<<branchBits - 1)) }

// rank returns how many branches come before one.
func rank(set, branch uint32) int { return bits.OnesCount32(set & (branch - 1)) }

// inserted returns list with v at i. A list that grows by one is copied and has no
// room to spare: there are hundreds of thousands of them.
func inserted[T any](list []T, i int, v T) []T {
	out := make([]T, len(list)+1)
	copy(out, list[:i])
	out[i] = v
	copy(out[i+1:], list[i:])
	return out
}
