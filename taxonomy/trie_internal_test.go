package taxonomy

import (
	"maps"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// TestATrieIsAMapWhoseCopiesStay compares a trie, and all that it was, with maps:
// with a hash that parts all keys, one that parts them late, and one that parts none.
func TestATrieIsAMapWhoseCopiesStay(t *testing.T) {
	for name, hash := range map[string]func(int) uint64{
		"parted at once": func(k int) uint64 { return uint64(k) },
		"parted late":    func(k int) uint64 { return uint64(k%4)<<62 | uint64(k/4) },
		"never parted":   func(int) uint64 { return 7 },
	} {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				now, model := trie[int, int]{hash: hash}, map[int]int{}
				var before []trie[int, int]
				var was []map[int]int
				for range rapid.IntRange(1, 8).Draw(t, "edits") {
					before, was = append(before, now), append(was, maps.Clone(model))
					by := new(owner)
					for range rapid.IntRange(0, 12).Draw(t, "steps") {
						key := rapid.IntRange(0, 70).Draw(t, "key")
						if rapid.Bool().Draw(t, "remove") {
							now.remove(by, key)
							delete(model, key)
						} else {
							v := rapid.Int().Draw(t, "value")
							now.put(by, key, v)
							model[key] = v
						}
					}
				}
				for i, old := range append(before, now) {
					want := append(was, model)[i]
					got := map[int]int{}
					old.all(func(k, v int) { got[k] = v })
					require.Equal(t, want, got)
					for key := range 71 {
						v, ok := old.get(key)
						held, there := want[key]
						require.True(t, v == held && ok == there, "get(%d) = %d, %t", key, v, ok)
					}
				}
				require.Equal(t, len(model) == 0, now.root == nil, "what is empty holds nothing")
			})
		})
	}
}
