package reactionfile

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

const (
	namePrefix      = "reactions-"
	snapshotSuffix  = ".snapshot"
	logSuffix       = ".log"
	temporarySuffix = ".tmp"
	lockName        = "reactions.lock"
)

func snapshotName(generation uint64) string { return nameOf(generation, snapshotSuffix) }
func logName(generation uint64) string      { return nameOf(generation, logSuffix) }

func nameOf(generation uint64, suffix string) string {
	return fmt.Sprintf("%s%08d%s", namePrefix, generation, suffix)
}

// generationOf is the generation in a name of ours with that suffix.
func generationOf(name, suffix string) (generation uint64, ok bool) {
	digits := strings.TrimSuffix(strings.TrimPrefix(name, namePrefix), suffix)
	generation, err := strconv.ParseUint(digits, 10, 64)
	return generation, err == nil && generation > 0 && name == nameOf(generation, suffix)
}

// A catalogue says which files of a folder make up the store.
//
// The logs are those since the snapshot was begun, in their order. The first has
// the generation of the snapshot, or is the first of all where there is none.
type catalogue struct {
	snapshot uint64 // 0 is none
	logs     []uint64
	obsolete []string // which the snapshot replaces, or a crash has left unfinished
}

// lookUp reads the folder.
func lookUp(d disk) (catalogue, error) {
	var c catalogue
	names, err := d.Names()
	if err != nil {
		return c, err
	}
	for _, name := range names {
		if g, ok := generationOf(name, snapshotSuffix); ok {
			c.snapshot = max(c.snapshot, g)
		}
	}
	for _, name := range names {
		if g, ok := generationOf(name, logSuffix); ok && g >= c.snapshot {
			c.logs = append(c.logs, g)
		}
		if c.replaces(name) {
			c.obsolete = append(c.obsolete, name)
		}
	}
	slices.Sort(c.logs)
	return c, nil
}

func (c catalogue) replaces(name string) bool {
	whole, temporary := strings.CutSuffix(name, temporarySuffix)
	for _, suffix := range []string{snapshotSuffix, logSuffix} {
		if g, ok := generationOf(whole, suffix); ok {
			return temporary || g < c.snapshot
		}
	}
	return false
}

// check looks for logs that are missing.
func (c catalogue) check() error {
	want := max(c.snapshot, 1)
	for _, g := range c.logs {
		if g != want {
			break
		}
		want++
	}
	if last := len(c.logs) - 1; want == max(c.snapshot, 1) || c.logs[last] >= want {
		return &Error{File: logName(want), Err: fmt.Errorf("%w: it is missing", ErrDamaged)}
	}
	return nil
}

// sweep removes what is obsolete, for good.
func sweep(d disk) error {
	c, err := lookUp(d)
	if err != nil || len(c.obsolete) == 0 {
		return err
	}
	for _, name := range c.obsolete {
		err = also(err, d.Remove(name))
	}
	return also(err, inDoubt(d.Sync()))
}
