package article

import (
	"reflect"
	"strconv"
)

// A Difference is what sets one content apart from another.
type Difference struct {
	Fields  []FieldChange // outside the body, headlines first, then in the order of Content
	Blocks  []BlockChange // in the order of the later body, removed ones where they stood
	Emptied bool          // readers of the later body read nothing, those of the earlier one did
}

// A FieldChange says that a field of a Content differs.
type FieldChange struct {
	Path  string // Go syntax from the content down, such as "Headlines[social]" or "Lead"
	Words []Run  // of a text; nil for what is none
}

// A BlockChange says what became of a block.
type BlockChange struct {
	ID     BlockID
	Before int   // its index in the earlier body; -1: it was added
	After  int   // its index in the later body; -1: it was removed
	Moved  bool  // it changed places with others that stayed
	Hidden bool  // it is internal, and was: readers see nothing of the change
	Words  []Run // of its text, where that differs; nil where only something else does
}

// A Run is a part of a text that was kept, added or removed as a whole. The kept and
// the removed runs make up the earlier text, the kept and the added ones the later.
type Run struct {
	Op   Op
	Text string
}

// Op says what became of a part of a text.
type Op uint8

// The operations.
const (
	Kept Op = iota
	Removed
	Added
)

var ops = [...]string{"kept", "removed", "added"}

// String returns the operation in lower case.
func (o Op) String() string { return nameOf(ops[:], int(o)) }

// IsZero reports whether the contents are the same.
func (d Difference) IsZero() bool { return len(d.Fields) == 0 && len(d.Blocks) == 0 }

// Diff returns what sets the later content apart from the earlier one: blocks are
// matched by id, those without one by their text, and texts are compared word by word.
// Cost grows linearly with the size of both. Where two texts have little in common
// the runs may be coarser than they could be; they are never wrong.
func Diff(earlier, later Content) Difference {
	var d Difference
	var c comparison
	d.Fields = c.texts(nil, "Headlines", earlier.Headlines, later.Headlines)
	before, after := reflect.ValueOf(earlier), reflect.ValueOf(later)
	for i := range before.NumField() {
		name := before.Type().Field(i).Name
		switch x, y := before.Field(i).Interface(), after.Field(i).Interface(); {
		case name == "Headlines" || name == "Body" || reflect.DeepEqual(x, y):
		case name == "Decks" || name == "Summaries":
			d.Fields = c.texts(d.Fields, name, x.(Texts), y.(Texts))
		case before.Field(i).Kind() == reflect.String:
			words := c.words(before.Field(i).String(), after.Field(i).String())
			d.Fields = append(d.Fields, FieldChange{name, words})
		default:
			d.Fields = append(d.Fields, FieldChange{Path: name})
		}
	}
	d.Blocks = c.bodies(earlier.Body, later.Body)
	d.Emptied = later.Body.public().Text() == "" && earlier.Body.public().Text() != ""
	return d
}

// texts compares the variants of a text, role by role.
func (c *comparison) texts(list []FieldChange, path string, before, after Texts) []FieldChange {
	value := func(texts Texts, role Role) string {
		for _, t := range texts {
			if t.Role == role {
				return t.Value
			}
		}
		return ""
	}
	change := func(role Role) {
		place := path
		if role != "" {
			place += "[" + string(role) + "]"
		}
		if x, y := value(before, role), value(after, role); x != y {
			list = append(list, FieldChange{place, c.words(x, y)})
		}
	}
	for _, t := range before {
		change(t.Role)
	}
	for _, t := range after {
		if value(before, t.Role) == "" {
			change(t.Role)
		}
	}
	return list
}

// bodies lists the blocks that differ.
func (c *comparison) bodies(before, after Body) []BlockChange {
	was, is := keys(before), keys(after)
	at := make(map[string]int, len(was)) // key to index in before
	for i, key := range was {
		at[key] = i
	}
	match := make([]int, len(after)) // index in before; -1: added
	gone := make([]bool, len(before))
	for i := range gone {
		gone[i] = true
	}
	var order []int
	for j, key := range is {
		i, ok := at[key]
		if match[j] = -1; ok {
			match[j], gone[i] = i, false
			order = append(order, i)
		}
	}
	stays := rising(order, len(before))
	next := following(gone, 0) // the first block of before that was not passed
	list := c.removed(nil, before, gone, 0, next)
	for j, i := range match {
		stays := i >= 0 && stays[i]
		if stays {
			list = c.removed(list, before, gone, next, i)
		}
		if change, differs := c.block(before, after, i, j, i >= 0 && !stays); differs {
			list = append(list, change)
		}
		if stays {
			next = following(gone, i+1)
			list = c.removed(list, before, gone, i+1, next)
		}
	}
	return c.removed(list, before, gone, next, len(before))
}

// following returns the first block from one on that is not gone.
func following(gone []bool, from int) int {
	for from < len(gone) && gone[from] {
		from++
	}
	return from
}

// removed adds the blocks that are gone of before[from:until].
func (c *comparison) removed(list []BlockChange, before Body, gone []bool, from, until int) []BlockChange {
	for i := from; i < until; i++ {
		if gone[i] {
			words := c.words(before[i].text(), "")
			list = append(list, BlockChange{ID: before[i].ID, Before: i, After: -1, Hidden: before[i].Internal, Words: words})
		}
	}
	return list
}

// block compares before[i] to after[j]; an i of -1 is no block.
func (c *comparison) block(before, after Body, i, j int, moved bool) (change BlockChange, differs bool) {
	change = BlockChange{ID: after[j].ID, Before: i, After: j, Moved: moved, Hidden: after[j].Internal && (i < 0 || before[i].Internal)}
	if i < 0 {
		change.Words = c.words("", after[j].text())
		return change, true
	}
	if reflect.DeepEqual(before[i], after[j]) {
		return change, moved
	}
	if x, y := before[i].text(), after[j].text(); x != y {
		change.Words = c.words(x, y)
	}
	return change, true
}

// keys gives a key to each block: its id, or what it says where it has none, with the
// number of those that have it before it.
func keys(body Body) []string {
	list, seen := make([]string, len(body)), make(map[string]int, len(body))
	for i := range body {
		key := "id " + string(body[i].ID)
		if body[i].ID == "" {
			key = "text " + body[i].text()
		}
		if n := seen[key]; n > 0 {
			list[i] = strconv.Itoa(n) + " " + key
		} else {
			list[i] = key
		}
		seen[key]++
	}
	return list
}

// text is what a reader of the block reads.
func (b *Block) text() string {
	if b.Content == nil {
		return ""
	}
	return string(b.Content.appendText(nil))
}
