package mediatopics

import "github.com/newsjunction/news/taxonomy"

// Options of [Release.Update]. The zero value is ready to use.
type Options struct {
	// From is the release that the tree was made from. With it, what the site has
	// changed by itself is left alone; without, the release's word goes over it.
	From *Release
	// Under is the section below which the top topics hang; zero is the top.
	Under taxonomy.ID
	// Slugs says whether the slug of a renamed topic follows its label (the old one
	// redirects) or stays.
	Slugs taxonomy.Slugging
}

// An Update is what a release means for a tree. Nothing has happened yet.
type Update struct {
	Plan        taxonomy.Plan
	Differences []Difference // what the plan does, parents before their children
	Tasks       []Task       // what it leaves to a person
}

// Tree returns the release as a tree of its own, and what it leaves to a person. The
// error is that of [taxonomy.Tree.Apply].
func (r *Release) Tree() (*taxonomy.Tree, []Task, error) {
	var empty *taxonomy.Tree
	update := r.Update(empty, Options{})
	tree, _, err := empty.Apply(update.Plan)
	return tree, update.Tasks, err
}

// Update compares a release with a tree and plans what makes the tree follow it:
// topics that are added, renamed, translated, moved, retired and restored. A topic
// keeps its id, and with it its articles. Terms that are no media topics are left
// alone, and nothing is deleted: a release is a word about its own concepts only.
func (r *Release) Update(tree *taxonomy.Tree, o Options) Update {
	if o.From == nil {
		o.From = &Release{}
	}
	u := &updater{to: r, tree: tree, options: o, parents: make(map[taxonomy.ID]taxonomy.ID), fresh: make(map[taxonomy.ID]bool), replaced: make(map[taxonomy.ID]taxonomy.ID)}
	u.out.Plan = tree.Plan()
	for _, c := range r.topDown() {
		u.concept(c)
	}
	u.unblock()
	u.retire()
	if !r.Partial {
		u.missing()
	}
	return u.out
}

// updater is one comparison.
type updater struct {
	to       *Release
	tree     *taxonomy.Tree
	options  Options
	parents  map[taxonomy.ID]taxonomy.ID // of the categories that the plan adds or moves
	fresh    map[taxonomy.ID]bool        // categories that the plan adds or restores
	replaced map[taxonomy.ID]taxonomy.ID // of what is retired, by what
	retired  []retirement                // to be retired, parents before their children
	blocked  [][2]Concept                // what would hang below itself, with its record in the release before
	out      Update
}

func (u *updater) differ(d Difference) { u.out.Differences = append(u.out.Differences, d) }

func (u *updater) task(c Concept, reason Reason, note string) {
	u.out.Tasks = append(u.out.Tasks, Task{Code: c.Code, Label: c.Label(), Reason: reason, Note: note})
}

// concept plans what one concept asks for, but for its retirement: a category that
// is retired takes no more children.
func (u *updater) concept(c Concept) {
	before, _ := u.options.From.Concept(c.Code)
	held, ok := u.tree.Record(c.Code.ID())
	if !ok {
		u.add(c)
		return
	}
	if held.Retired && !c.IsRetired() && (before.Code == "" || before.IsRetired()) {
		u.restore(c)
		held.Retired = false
		// What stood for another term comes back on top, wherever it was.
		if !held.Into.IsZero() {
			held.Into, u.parents[held.ID], before = taxonomy.ID{}, taxonomy.ID{}, Concept{}
		}
	}
	// What stands for another term has no place in the tree and no words of its own.
	if !held.Into.IsZero() {
		return
	}
	u.edit(c, before, held)
	u.move(c, before)
	// What the site restored stays in use; what it retired itself keeps its answer.
	if known := before.Code != ""; c.IsRetired() && (!known || before.IsRetired() == held.Retired) {
		u.retired = append(u.retired, retirement{c, held.Retired})
	}
}

// restore plans that a category is in use again.
func (u *updater) restore(c Concept) {
	u.fresh[c.Code.ID()] = true
	u.out.Plan = u.out.Plan.Restore(c.Code.ID())
	u.differ(Difference{Code: c.Code, What: Restored, After: c.Label()})
}

// add plans a category that the tree does not know.
func (u *updater) add(c Concept) {
	term := taxonomy.Term{
		ID:           c.Code.ID(),
		Labels:       shown(c),
		Descriptions: c.Definitions,
		References:   c.references(),
	}
	parent, ok := u.parent(c)
	if !ok {
		u.task(c, Adrift, c.Parent.String()+" is not there or is retired: put on top")
		parent = u.options.Under
	}
	u.parents[term.ID], u.fresh[term.ID] = parent, true
	u.out.Plan = u.out.Plan.AddCategory(taxonomy.Category{Term: term, Parent: parent})
	u.differ(Difference{Code: c.Code, What: New, After: c.Label()})
	if c.IsRetired() {
		u.retired = append(u.retired, retirement{Concept: c})
	}
}

// shown are the labels of a concept, and that of the working language for all
// languages without one: else a site in a language that IPTC has no words in would
// show the first by tag, which is Arabic.
func shown(c Concept) taxonomy.Labels { return c.Labels.With("", c.Labels.Of(working)) }

// references are what a concept is elsewhere, itself first.
func (c Concept) references() []taxonomy.Reference {
	refs := []taxonomy.Reference{{Source: "medtop", ID: string(c.Code)}}
	for _, item := range c.Wikidata {
		refs = append(refs, taxonomy.Reference{Source: "wikidata", ID: item})
	}
	for _, subject := range c.Subjects {
		refs = append(refs, taxonomy.Reference{Source: "subj", ID: subject})
	}
	return refs
}

// parent returns the category that a concept is to hang under; not ok where there
// is none that takes children.
func (u *updater) parent(c Concept) (taxonomy.ID, bool) {
	if c.Parent == "" {
		return u.options.Under, true
	}
	return u.inUse(c.Parent)
}

// inUse returns the category that stands for a code in the tree or in the plan; not
// ok where there is none, or it is retired.
func (u *updater) inUse(code Code) (taxonomy.ID, bool) {
	if u.fresh[code.ID()] {
		return code.ID(), true
	}
	id, ok := u.tree.Resolve(code.ID())
	term, _ := u.tree.Record(id)
	return id, ok && !term.Retired
}

// above returns the parent of a category once the plan is made.
func (u *updater) above(id taxonomy.ID) taxonomy.ID {
	parent, ok := u.parents[id]
	if !ok {
		c, _ := u.tree.Category(id)
		parent = c.Parent
	}
	if successor, ok := u.replaced[parent]; ok {
		return successor
	}
	return parent
}

// below reports whether a category is another or hangs below it.
func (u *updater) below(id, top taxonomy.ID) bool {
	for ; !id.IsZero(); id = u.above(id) {
		if id == top {
			return true
		}
	}
	return false
}

// move plans a new parent.
func (u *updater) move(c, before Concept) {
	id, same := c.Code.ID(), before.Code != "" && before.Parent == c.Parent
	held, settled := u.above(id), u.settled(before)
	parent, ok := u.parent(c)
	switch {
	// A parent that comes back takes back what went to its successor.
	case same && (!ok || settled && !u.fresh[parent]), ok && held == parent:
		return
	case !ok:
		u.task(c, Adrift, c.Parent.String()+" is not there or is retired: stays where it is")
		return
	case u.below(parent, id):
		u.blocked = append(u.blocked, [2]Concept{c, before})
		return
	}
	if settled && held != u.stood(before) {
		u.task(c, Edited, "moved by the site, and by IPTC to "+c.Parent.place())
		return
	}
	u.parents[id] = parent
	u.out.Plan = u.out.Plan.Move(id, parent)
	u.differ(Difference{Code: c.Code, What: Moved, Before: u.code(held), After: c.Parent.String()})
}

// unblock tries the moves again whose way others have made free.
func (u *updater) unblock() {
	for range maxLevels {
		waiting := u.blocked
		u.blocked = nil
		for _, pair := range waiting {
			u.move(pair[0], pair[1])
		}
		if len(u.blocked) == len(waiting) {
			break
		}
	}
	for _, pair := range u.blocked {
		u.task(pair[0], Adrift, pair[0].Parent.String()+" is below it in this tree: stays where it is")
	}
}

// settled reports whether the release before says where a concept hung: not where
// its parent was left out of a part, and the concept was put elsewhere until it comes.
func (u *updater) settled(before Concept) bool {
	_, known := u.options.From.Concept(before.Parent)
	return before.Code != "" && (known || before.Parent == "")
}

// stood returns the category that a concept of the release before hung under.
func (u *updater) stood(before Concept) taxonomy.ID {
	if before.Parent == "" {
		return u.options.Under
	}
	id, _ := u.tree.Resolve(before.Parent.ID())
	return id
}

// place names a parent in a sentence.
func (c Code) place() string {
	if c == "" {
		return "the top"
	}
	return c.String()
}

// code names a category as IPTC does; empty where it is no media topic.
func (u *updater) code(id taxonomy.ID) string {
	term, _ := u.tree.Record(id)
	for _, ref := range term.References {
		if ref.Source == "medtop" {
			return Code(ref.ID).String()
		}
	}
	return ""
}

// missing lists what a whole release does not know any more. IPTC retires concepts
// and deletes none, so this is a fault of the file, or a change of its rules.
func (u *updater) missing() {
	for _, c := range u.options.From.Concepts {
		if _, ok := u.to.Concept(c.Code); !ok {
			u.task(c, Missing, "is in the release before, and not in this one")
		}
	}
}
