package interchange

import (
	"context"
	"errors"
	"fmt"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

// terms are those of the store, with what one run knows of them.
type terms struct {
	tree     *taxonomy.Tree
	sections map[taxonomy.ID]map[string]taxonomy.ID // below a category, by folded label; filled as needed
}

func (t *terms) load(ctx context.Context, store taxonomy.Store) (err error) {
	t.sections = nil
	if t.tree, err = store.Load(ctx); err != nil {
		return fmt.Errorf("interchange: terms: %w", err)
	}
	return nil
}

// file finds or adds the terms of a batch, in one commit. Where somebody else has
// changed the terms meanwhile, it looks again.
func (t *terms) file(ctx context.Context, store taxonomy.Store, batch []Entry) ([]article.Filing, error) {
	for attempt := 0; ; attempt++ {
		p := planning{terms: t, plan: t.tree.Plan()}
		filed := make([]article.Filing, len(batch))
		for i, e := range batch {
			filed[i] = p.file(e)
		}
		if p.plan.Len() == 0 {
			return filed, nil
		}
		next, change, err := t.tree.Apply(p.plan)
		if err == nil {
			err = store.Commit(ctx, change)
		}
		switch {
		case err == nil:
			t.tree = next
			return filed, nil
		case !errors.Is(err, taxonomy.ErrVersionConflict) || attempt == 3:
			return nil, fmt.Errorf("terms: %w", err)
		}
		if err := t.load(ctx, store); err != nil {
			return nil, err
		}
	}
}

// below returns the categories below one, by label.
func (t *terms) below(parent taxonomy.ID) map[string]taxonomy.ID {
	if held, ok := t.sections[parent]; ok {
		return held
	}
	held := make(map[string]taxonomy.ID)
	for c := range t.tree.Sections(parent) {
		for _, name := range c.Labels {
			held[text.Fold(name.Text)] = c.ID
		}
	}
	if t.sections == nil {
		t.sections = make(map[taxonomy.ID]map[string]taxonomy.ID)
	}
	t.sections[parent] = held
	return held
}

// planning finds the terms of a batch and plans those that are missing.
type planning struct {
	*terms
	plan    taxonomy.Plan
	planned map[taxonomy.ID]bool
	tags    map[string]taxonomy.ID // planned ones, by folded label
	opened  map[taxonomy.ID]bool   // those whose way up is being looked for
}

func (p *planning) file(e Entry) article.Filing {
	var filing article.Filing
	for _, t := range e.Terms {
		if t.Kind == Tag {
			filing.Tags = append(filing.Tags, article.Tagging{Term: p.tag(e.Source, t)})
			continue
		}
		id := p.category(e.Source, t, 0)
		if filing.Category.IsZero() {
			filing.Category = id
		} else {
			filing.Categories = append(filing.Categories, id)
		}
	}
	return filing
}

// maxParents bounds the way up from a category.
const maxParents = 31

// category returns the id of a category, which it plans where the tree has none of its
// key or, beside the same parent, of its label. A category that is above itself has
// nothing above it.
func (p *planning) category(source string, t Term, above int) taxonomy.ID {
	id := taxonomy.CategoryID(source, t.Key)
	if _, ok := p.tree.Category(id); ok || p.planned[id] {
		return id
	}
	c := taxonomy.Category{Term: t.term(source, id)}
	if t.Parent != nil && above < maxParents && !p.opened[id] {
		set(&p.opened, id)
		c.Parent = p.category(source, *t.Parent, above+1)
		delete(p.opened, id)
		if p.planned[id] {
			return id
		}
	}
	siblings, fold := p.below(c.Parent), text.Fold(t.Label)
	if held, ok := siblings[fold]; ok {
		return held
	}
	siblings[fold] = id
	p.plan = p.plan.AddCategory(c)
	set(&p.planned, id)
	return id
}

// tag finds a tag by its label, whoever made it: a label is one tag.
func (p *planning) tag(source string, t Term) taxonomy.ID {
	id := taxonomy.TagID(source, t.Key)
	if _, ok := p.tree.Tag(id); ok || p.planned[id] {
		return id
	}
	if held, ok := p.tree.FindTag(t.Label); ok {
		return held.ID
	}
	fold := text.Fold(t.Label)
	if held, ok := p.tags[fold]; ok {
		return held
	}
	p.plan = p.plan.AddTag(taxonomy.Tag{Term: t.term(source, id)})
	set(&p.planned, id)
	if p.tags == nil {
		p.tags = make(map[string]taxonomy.ID)
	}
	p.tags[fold] = id
	return id
}

// maxReference is the longest key that a term remembers, in bytes.
const maxReference = 200

// term makes a term that remembers what its source calls it.
func (t Term) term(source string, id taxonomy.ID) taxonomy.Term {
	made := taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Text: text.Clean(t.Label)}}}
	if t.Slug != "" {
		made.Slug = slug.Make(t.Slug, slug.Options{})
	}
	if about := text.Clean(t.Description); about != "" {
		made.Descriptions = taxonomy.Labels{{Text: about}}
	}
	if len(source) <= maxReference && len(t.Key) <= maxReference && source != "" && t.Key != "" {
		made.References = []taxonomy.Reference{{Source: source, ID: t.Key}}
	}
	return made
}

func set(in *map[taxonomy.ID]bool, id taxonomy.ID) {
	if *in == nil {
		*in = make(map[taxonomy.ID]bool)
	}
	(*in)[id] = true
}
