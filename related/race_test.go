//go:build race

package related_test

// raced reports whether the race detector is on, under which a sync.Pool forgets at
// random.
const raced = true
