package taxonomy

import (
	"slices"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Repair is one thing that [Load] put right.
type Repair struct {
	Term ID
	Why  string // what was wrong and what was done
}

// Load makes a tree of terms from anywhere, those that were merged among them. What
// is broken is repaired in the order given, and every repair is reported:
//
//   - a term without an id or a label, with an id met before, or with a field that no
//     term may have, is left out;
//   - Into that is unknown, of the other sort or circular is cleared, and one that
//     leads on is made to lead to the end;
//   - a tag with the label of another is merged into that one; an alias, or a label of
//     a tag that is merged elsewhere, is taken away instead;
//   - a slug that is not shaped as one is made one; one that is taken gets a suffix;
//     a former one that is taken is forgotten;
//   - a parent that was merged becomes what it was merged into; one that is unknown,
//     leads in a circle or more than 32 levels down becomes the top.
//
// Load never fails and never hangs, and what it returns needs no repair.
func Load(ofCategories []Category, ofTags []Tag, o Options) (*Tree, []Repair) {
	l := loader{all: make(map[ID]*record, len(ofCategories)+len(ofTags))}
	for _, c := range ofCategories {
		l.accept(c.Term, c.Parent, categories)
	}
	for _, tag := range ofTags {
		l.accept(tag.Term, ID{}, tags)
	}
	return l.load(o.Version), l.repairs
}

// load repairs what was accepted, and makes the tree.
func (l *loader) load(version Version) *Tree {
	l.leadOn()
	l.claimNames()
	l.claimSlugs()
	l.settleParents()
	return l.tree(version)
}

// A loader makes records sound before a tree has them.
type loader struct {
	order   []*record // as given
	all     map[ID]*record
	repairs []Repair
}

func (l *loader) repair(id ID, why string) { l.repairs = append(l.repairs, Repair{id, why}) }

// accept takes a term whose fields are good.
func (l *loader) accept(t Term, parent ID, of sort) {
	r := newRecord(t, parent, of)
	good := r.term()
	if !isSlug(good.Slug) {
		good.Slug = ""
	}
	good.Former = slices.DeleteFunc(slices.Clone(good.Former), func(s string) bool { return !isSlug(s) })
	err := good.check()
	if err == nil && l.all[t.ID] != nil {
		err = fault(t.ID, "ID", ErrTaken)
	}
	if err != nil {
		l.repair(t.ID, "left out: "+err.Error())
		return
	}
	if r.more != nil && len(good.Former) < len(r.more.former) {
		l.repair(t.ID, "former slugs that are none were forgotten")
		r.more.former = good.Former
	}
	l.order, l.all[t.ID] = append(l.order, r), r
}

// leadOn makes all that was merged lead to a term that stands for itself.
func (l *loader) leadOn() {
	walked := make(map[*record]*record) // by the term that the walk began at
	for _, r := range l.order {
		var path []*record
		end := r
		for !end.standing() {
			walked[end] = r
			path = append(path, end)
			next := l.all[end.into()]
			if next == nil || next.sort != r.sort {
				l.stand(end)
			} else if end = next; walked[end] == r {
				l.stand(end)
			}
		}
		for _, on := range path {
			if on != end {
				l.lead(on, end)
			}
		}
	}
}

// lead makes a term lead to its end.
func (l *loader) lead(r, end *record) {
	if into := r.into(); into != end.id {
		l.repair(r.id, "was merged into "+into.String()+", which leads to "+end.id.String())
		r.more.into = end.id
	}
	if !r.parent.IsZero() {
		l.repair(r.id, "parent of what was merged was taken away")
		r.parent = ID{}
	}
}

// stand makes a term stand for itself. It needs a label for that.
func (l *loader) stand(r *record) {
	l.repair(r.id, "what it was merged into is unknown, of the other sort or circular: stands for itself")
	r.more.into = ID{}
	if r.labels.In("") == "" {
		r.labels = Labels{{Text: r.id.String()}}
	}
}

// end returns what a term stands for, and shortens the way there.
func (l *loader) end(r *record) *record {
	end := r
	for !end.standing() {
		end = l.all[end.into()]
	}
	for r != end {
		next := l.all[r.into()]
		r.more.into = end.id
		r = next
	}
	return end
}

// claimNames gives every label and alias of a tag to one tag.
func (l *loader) claimNames() {
	holders := make(map[string]*record, len(l.order))
	for _, r := range l.order {
		if r.sort != tags {
			continue
		}
		r.labels = slices.DeleteFunc(r.labels, func(label Label) bool {
			return label.Text != "" && !l.claimName(holders, r, label.Text, "label", r.standing())
		})
		if r.more != nil {
			r.more.aliases = slices.DeleteFunc(r.more.aliases, func(alias string) bool {
				return !l.claimName(holders, r, alias, "alias", false)
			})
		}
	}
}

// claimName reports whether a tag may keep a name. One that stands for itself may be
// merged for it.
func (l *loader) claimName(holders map[string]*record, r *record, name, kind string, merge bool) bool {
	key := text.Fold(name)
	holder := holders[key]
	switch {
	case holder == nil:
		holders[key] = r
	case l.end(holder) == l.end(r):
	case !merge:
		l.repair(r.id, kind+" "+name+" of another tag was taken away")
		return false
	default:
		l.repair(r.id, "has the label "+name+" of another tag: merged into "+l.end(holder).id.String())
		if r.more == nil {
			r.more = new(more)
		}
		r.more.into = l.end(holder).id
	}
	return true
}

// claimSlugs gives every slug to one term: those that are asked for first, then those
// that are made of labels, then those of the past.
func (l *loader) claimSlugs() {
	var holders [sorts]map[string]*record
	for of := range sorts {
		holders[of] = make(map[string]*record, len(l.order))
	}
	var suffix [sorts]suffixes
	for _, made := range []bool{false, true} {
		for _, r := range l.order {
			if (r.slug == "") == made {
				l.claimSlug(holders[r.sort], &suffix[r.sort], r)
			}
		}
	}
	for _, r := range l.order {
		if r.more == nil {
			continue
		}
		r.more.former = slices.DeleteFunc(r.more.former, func(s string) bool {
			if l.foreign(holders[r.sort][s], r) {
				l.repair(r.id, "former slug "+s+" of another term was forgotten")
				return true
			}
			holders[r.sort][s] = r
			return false
		})
	}
}

func (l *loader) claimSlug(holders map[string]*record, suffix *suffixes, r *record) {
	asked := r.slug
	r.slug = suffix.free(r.term().wants(), func(s string) bool { return l.foreign(holders[s], r) })
	holders[r.slug] = r
	if asked != "" && asked != r.slug {
		l.repair(r.id, "slug "+asked+" became "+r.slug)
	}
}

// foreign reports whether a holder stands for another term than r.
func (l *loader) foreign(holder, r *record) bool { return holder != nil && l.end(holder) != l.end(r) }

// settleParents makes the categories a forest.
func (l *loader) settleParents() {
	for _, r := range l.order {
		if r.sort != categories || r.parent.IsZero() {
			continue
		}
		if above := l.all[r.parent]; above != nil && !above.standing() && above.sort == categories {
			l.repair(r.id, "parent was merged into "+above.into().String())
			r.parent = above.into()
		}
		if !l.rooted(r) {
			l.repair(r.id, "parent "+r.parent.String()+" is unknown, circular or too deep: became a top section")
			r.parent = ID{}
		}
	}
}

// rooted reports whether the parents of a category end at the top and are not too
// many.
func (l *loader) rooted(r *record) bool {
	for range maxDepth {
		if r.parent.IsZero() {
			return true
		}
		above := l.all[r.parent]
		if above == nil || above.sort != categories {
			return false
		}
		if !above.standing() {
			above = l.end(above)
		}
		r = above
	}
	return false
}

// tree makes the tree of sound records.
func (l *loader) tree(version Version) *Tree {
	var none *Tree
	e := none.edit()
	for _, r := range l.order {
		l.end(r)
		if r.more != nil { // which may have become empty
			r = newRecord(r.term(), r.parent, r.sort)
		}
		e.list(r)
	}
	t := e.finish()
	t.version = version
	return t
}
