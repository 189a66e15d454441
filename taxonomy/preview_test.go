package taxonomy_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

func TestPreviewsSayWhatBecomesOfEveryAddress(t *testing.T) {
	tree := house(t)
	p := tree.Plan()
	for name, tt := range map[string]struct {
		plan taxonomy.Plan
		want string // lines
	}{
		"nothing":               {p, ""},
		"an addition":           {p.AddTag(tag("go", "Go")), ""},
		"an alias":              {p.Alias(tagID("c"), "See"), ""},
		"another order":         {p.Edit(taxonomy.Term{ID: category("asia"), Labels: taxonomy.Labels{{Text: "Asia"}}, Order: -1}), ""},
		"a label without links": {p.Rename(category("asia"), taxonomy.Label{Text: "East"}, taxonomy.KeepSlug), ""},
		"a label with links": {p.Rename(category("asia"), taxonomy.Label{Text: "East"}, taxonomy.FollowLabel),
			"category/world/asia -> category/world/east\ncategory/world/asia/japan -> category/world/east/japan\n"},
		"a move": {p.Move(category("asia"), category("sport")),
			"category/world/asia -> category/sport/asia\ncategory/world/asia/japan -> category/sport/asia/japan\n"},
		"a merge of sections": {p.Merge(category("asia"), category("europe")),
			"category/world/asia -> category/world/europe\ncategory/world/asia/japan -> category/world/europe/japan\n"},
		"a merge of tags":          {p.Merge(tagID("c"), tagID("isis")), "tag/c -> tag/isis\n"},
		"a retirement":             {p.Retire(tagID("c"), taxonomy.ID{}), "tag/c is gone\n"},
		"a retirement for another": {p.Retire(tagID("c"), tagID("c#")), "tag/c -> tag/c-sharp\n"},
		"a deletion with promotion": {p.Delete(category("asia"), taxonomy.Deletion{Children: taxonomy.PromoteChildren}),
			"category/world/asia is unknown\ncategory/world/asia/japan -> category/world/japan\narticles of " + category("asia").String() + " lose it\n"},
		"a deletion for another": {p.Delete(tagID("c"), taxonomy.Deletion{To: tagID("c#")}),
			"tag/c -> tag/c-sharp\narticles of " + tagID("c").String() + " go to " + tagID("c#").String() + "\n"},
	} {
		t.Run(name, func(t *testing.T) {
			preview, err := tree.Preview(tt.plan)
			require.NoError(t, err)
			assert.Equal(t, tt.want, preview.String())
			requireTrue(t, tree, preview)
		})
	}
}

// requireTrue does what is previewed, and asks for every old address.
func requireTrue(t *testing.T, tree *taxonomy.Tree, preview taxonomy.Preview) {
	next, err := tree.With(preview.Change)
	require.NoError(t, err)
	old := map[string]string{}
	for _, r := range preview.Redirects {
		old[r.Scope+"/"+r.From] = r.To
		if r.Answer != http.StatusMovedPermanently {
			continue
		}
		if r.Scope == taxonomy.TagScope {
			held, ok := next.TagBySlug(r.From)
			assert.True(t, ok && held.Slug == r.To)
			continue
		}
		held, ok := next.CategoryByPath(r.From)
		assert.True(t, ok && next.Path(held.ID) == r.To, "%s -> %s", r.From, next.Path(held.ID))
	}
	for c := range tree.Categories() { // what the preview does not name is as it was
		path := tree.Path(c.ID)
		if _, named := old["category/"+path]; !named {
			assert.Equal(t, path, next.Path(c.ID))
		}
	}
}
