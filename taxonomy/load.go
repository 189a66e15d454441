package taxonomy

import (
	"maps"
	"slices"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Repair is one thing that [Load] put right.
type Repair struct {
	Term ID
	Why  string // what was wrong and what was done
}

// Load makes a tree of terms from anywhere. What is broken is repaired in the
// order given: a term without an id or label, or with an id met before, is left
// out; a tag whose label another has is left out; an unknown parent, or one that
// leads in a circle or more than 32 levels down, becomes the top; a slug that is
// taken gets a suffix, and one that is not shaped as a slug is made one. It never
// fails and never hangs.
func Load(categories []Category, tags []Tag, o Options) (*Tree, []Repair) {
	t := &Tree{version: o.Version, categories: make(map[ID]Category), tags: make(map[ID]Tag)}
	var repairs []Repair
	repair := func(id ID, why string) { repairs = append(repairs, Repair{id, why}) }
	t.index()
	for _, c := range categories {
		if err := t.admit(c.Term); err != nil {
			repair(c.ID, "left out: "+err.Error())
			continue
		}
		if held := t.addCategory(c); renamed(c.Term, held.Term) {
			repair(c.ID, "slug "+c.Slug+" became "+held.Slug)
		}
	}
	for _, c := range categories {
		if held, ok := t.categories[c.ID]; ok && !t.sound(held) {
			repair(c.ID, "parent "+held.Parent.String()+" is unknown, circular or too deep: became a top section")
			held.Parent = ID{}
			t.categories[c.ID] = held
		}
	}
	for _, tag := range tags {
		if err := t.admitTag(tag); err != nil {
			repair(tag.ID, "left out: "+err.Error())
			continue
		}
		if held := t.addTag(tag); renamed(tag.Term, held.Term) {
			repair(tag.ID, "slug "+tag.Slug+" became "+held.Slug)
		}
	}
	t.index()
	return t, repairs
}

// renamed reports whether a term asked for a slug and was given another one.
func renamed(asked, given Term) bool { return asked.Slug != "" && asked.Slug != given.Slug }

// admit checks a term that is about to be added.
func (t *Tree) admit(term Term) error {
	if err := term.check(); err != nil {
		return err
	}
	if _, ok := t.Term(term.ID); ok {
		return &TermError{ID: term.ID, Field: "ID", Err: ErrTaken}
	}
	return nil
}

func (t *Tree) admitTag(tag Tag) error {
	if err := t.admit(tag.Term); err != nil {
		return err
	}
	for _, lang := range slices.Sorted(maps.Keys(tag.Labels)) {
		label := tag.Labels[lang]
		if _, ok := t.byLabel[text.Fold(label)]; ok && label != "" {
			return &TermError{ID: tag.ID, Field: "Labels[" + lang + "]", Err: ErrTaken}
		}
	}
	return nil
}

func (t *Tree) addCategory(c Category) Category {
	c.Slug = t.named(c.Term, false)
	c.Labels = maps.Clone(c.Labels)
	t.categories[c.ID] = c
	t.bySlug[slugKey{slug: c.Slug}] = c.ID
	return c
}

func (t *Tree) addTag(tag Tag) Tag {
	tag.Slug = t.named(tag.Term, true)
	tag.Labels = maps.Clone(tag.Labels)
	t.tags[tag.ID] = tag
	t.bySlug[slugKey{tag: true, slug: tag.Slug}] = tag.ID
	t.indexLabels(tag)
	return tag
}

// indexLabels makes a tag known by its labels. A label that is empty names nothing.
func (t *Tree) indexLabels(tag Tag) {
	for _, label := range tag.Labels {
		if label != "" {
			t.byLabel[text.Fold(label)] = tag.ID
		}
	}
}

// sound reports whether a category's ancestors are known, end at the top and are
// not too many.
func (t *Tree) sound(c Category) bool {
	for range maxDepth {
		if c.Parent.IsZero() {
			return true
		}
		parent, ok := t.categories[c.Parent]
		if !ok || parent.ID == c.ID {
			return false
		}
		c = parent
	}
	return false
}
