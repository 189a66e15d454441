package mediatopics

// What is the kind of a [Difference].
type What int

const (
	New        What = iota + 1 // the concept was not there; After is its label
	Renamed                    // its label in Lang changed
	Translated                 // it has a label in Lang
	Redefined                  // its definition in Lang changed, or is there
	Moved                      // its parent changed; Before and After are qcodes, empty at the top
	Rematched                  // it means something else in another vocabulary; Before or After is the reference
	Retired                    // it is no longer in use; After is the qcode of its successor, if there is one
	Restored                   // it was retired and is in use again
)

// String names the kind in lower case.
func (w What) String() string {
	names := [...]string{"", "new", "renamed", "translated", "redefined", "moved", "rematched", "retired", "restored"}
	if w < 0 || int(w) >= len(names) {
		return ""
	}
	return names[w]
}

// A Difference is one change that an update makes to a tree.
type Difference struct {
	Code   Code
	What   What
	Lang   string // BCP 47, of Renamed, Translated and Redefined
	Before string
	After  string
}

// A Reason is why a person must look at a concept.
type Reason int

const (
	Choice  Reason = iota + 1 // retired: the note leaves a choice
	Prose                     // retired: the note could not be read, or names what is not there
	Edited                    // the site and the release changed the same thing; the site's stays
	Adrift                    // its parent is not there, is retired, or is below it; it stays where it is, or is put on top
	Missing                   // a whole release does not list it any more; it stays
)

// String names the reason in lower case.
func (r Reason) String() string {
	names := [...]string{"", "choice", "prose", "edited", "adrift", "missing"}
	if r < 0 || int(r) >= len(names) {
		return ""
	}
	return names[r]
}

// A Task is something that the release leaves to a person.
type Task struct {
	Code    Code
	Label   string
	Reason  Reason
	Choices []Code   // topics to choose from
	Beside  []string // what else the note names, in other vocabularies
	Note    string   // the note of IPTC, or what is at odds
}
