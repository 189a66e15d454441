package mediatopics

import (
	"slices"

	"github.com/newsjunction/news/taxonomy"
)

// edit plans the words and references of a concept that the tree knows.
func (u *updater) edit(c, before Concept, held taxonomy.Term) {
	next := held
	next.Labels = u.words(c, Renamed, base(before, before.Labels, held.Labels), c.Labels, held.Labels)
	// The label for all languages follows the one that it is a copy of, until the site
	// gives it words of its own.
	british := next.Labels.Of(working)
	if british != "" && (before.Code == "" || held.Labels.Of("") == held.Labels.Of(working)) {
		next.Labels = next.Labels.With("", british)
	}
	next.Descriptions = u.words(c, Redefined, base(before, before.Definitions, held.Descriptions), c.Definitions, held.Descriptions)
	next.References = u.references(c, before, held)
	if u.options.Slugs == taxonomy.FollowLabel && next.Labels.In("") != held.Labels.In("") {
		u.out.Plan = u.out.Plan.Rename(held.ID, taxonomy.Label{Text: next.Labels.In("")}, u.options.Slugs)
	}
	if !slices.Equal(next.Labels, held.Labels) || !slices.Equal(next.Descriptions, held.Descriptions) ||
		!slices.Equal(next.References, held.References) {
		u.out.Plan = u.out.Plan.Edit(next)
	}
}

// words returns the words that a term is to have. A language that a release does
// not mention keeps its words, since a part leaves languages out; so do words that
// the site has written itself, with a task where the release changed them too.
func (u *updater) words(c Concept, what What, before, after, held taxonomy.Labels) taxonomy.Labels {
	out := held
	for _, label := range after {
		was, has := before.Of(label.Lang), held.Of(label.Lang)
		switch {
		case has == label.Text || was == label.Text:
			continue
		case has != was:
			u.task(c, Edited, "the site's words: "+has+"; IPTC's: "+label.Text)
			continue
		}
		out = out.With(label.Lang, label.Text)
		u.differ(Difference{Code: c.Code, What: kind(what, has), Lang: label.Lang, Before: has, After: label.Text})
	}
	return out
}

// base is what the site's words are compared with: those of the release before, or
// where it does not know the concept the site's own, so that none is its own work.
func base(before Concept, words, held taxonomy.Labels) taxonomy.Labels {
	if before.Code == "" {
		return held
	}
	return words
}

// kind tells a label that changed from the first of its language.
func kind(what What, before string) What {
	if what == Renamed && before == "" {
		return Translated
	}
	return what
}

// references returns what a term is to be elsewhere: references that the site has
// added stay, and so do those that a part leaves out.
func (u *updater) references(c, before Concept, held taxonomy.Term) []taxonomy.Reference {
	out := slices.Clone(held.References)
	had, has := before.references(), c.references()
	for _, ref := range had {
		at := slices.Index(out, ref)
		if before.Code == "" || u.to.Partial || at < 0 || slices.Contains(has, ref) {
			continue
		}
		out = slices.Delete(out, at, at+1)
		u.differ(Difference{Code: c.Code, What: Rematched, Before: ref.Source + ":" + ref.ID})
	}
	for _, ref := range has {
		if slices.Contains(out, ref) || before.Code != "" && slices.Contains(had, ref) {
			continue
		}
		out = append(out, ref)
		u.differ(Difference{Code: c.Code, What: Rematched, After: ref.Source + ":" + ref.ID})
	}
	return out
}
