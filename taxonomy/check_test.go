package taxonomy_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
	"github.com/newsjunction/news/taxonomy/text"
)

func many[T any](n int, v T) []T {
	list := make([]T, n)
	for i := range list {
		list[i] = v
	}
	return list
}

func TestBadInputIsRefusedByTheNameOfItsField(t *testing.T) {
	long := strings.Repeat("é", 128) // 256 bytes
	for name, tt := range map[string]struct {
		change func(*taxonomy.Term)
		field  string
		want   error
	}{
		"a NUL":                       {func(t *taxonomy.Term) { t.Labels[0].Text = "a\x00b" }, "Labels[]", text.ErrInvalidText},
		"a control":                   {func(t *taxonomy.Term) { t.Labels[0].Text = "a\x1bb" }, "Labels[]", text.ErrInvalidText},
		"a bidi override":             {func(t *taxonomy.Term) { t.Labels[0].Text = "a\u202eb" }, "Labels[]", text.ErrInvalidText},
		"invalid UTF-8":               {func(t *taxonomy.Term) { t.Labels[0].Text = "a\xff" }, "Labels[]", text.ErrInvalidText},
		"a label of 257 bytes":        {func(t *taxonomy.Term) { t.Labels[0].Text = long + "x" }, "Labels[]", taxonomy.ErrTooLong},
		"no label":                    {func(t *taxonomy.Term) { t.Labels = nil }, "Labels", taxonomy.ErrNoLabel},
		"an empty label":              {func(t *taxonomy.Term) { t.Labels[0].Text = "" }, "Labels", taxonomy.ErrNoLabel},
		"too many labels":             {func(t *taxonomy.Term) { t.Labels = many(1_001, t.Labels[0]) }, "Labels", taxonomy.ErrTooMany},
		"a language twice":            {func(t *taxonomy.Term) { t.Labels = append(t.Labels, t.Labels[0]) }, "Labels[]", taxonomy.ErrInvalidLang},
		"a language that is none":     {func(t *taxonomy.Term) { t.Labels[0].Lang = "e n" }, "Labels[e n]", taxonomy.ErrInvalidLang},
		"a language of one letter":    {func(t *taxonomy.Term) { t.Labels[0].Lang = "e" }, "Labels[e]", taxonomy.ErrInvalidLang},
		"a language without an end":   {func(t *taxonomy.Term) { t.Labels[0].Lang = "en" + strings.Repeat("-x", 17) }, "Labels[en" + strings.Repeat("-x", 17) + "]", taxonomy.ErrInvalidLang},
		"a description of lines":      {func(t *taxonomy.Term) { t.Descriptions = taxonomy.Labels{{Lang: "fr", Text: "a\nb"}} }, "Descriptions[fr]", text.ErrInvalidText},
		"a long description":          {func(t *taxonomy.Term) { t.Descriptions = taxonomy.Labels{{Text: strings.Repeat("x", 4_097)}} }, "Descriptions[]", taxonomy.ErrTooLong},
		"a former slug that is none":  {func(t *taxonomy.Term) { t.Former = []string{"a", "B"} }, "Former[0]", slug.ErrInvalidName},
		"too many former slugs":       {func(t *taxonomy.Term) { t.Former = strings.Fields(numbers(1_001)) }, "Former", taxonomy.ErrTooMany},
		"an alias of a bidi override": {func(t *taxonomy.Term) { t.Aliases = []string{"a", "\u202e"} }, "Aliases[1]", text.ErrInvalidText},
		"a blank alias":               {func(t *taxonomy.Term) { t.Aliases = []string{"\u00a0"} }, "Aliases[0]", taxonomy.ErrNoLabel},
		"a long alias":                {func(t *taxonomy.Term) { t.Aliases = []string{long + "x"} }, "Aliases[0]", taxonomy.ErrTooLong},
		"too many aliases":            {func(t *taxonomy.Term) { t.Aliases = many(1_001, "x") }, "Aliases", taxonomy.ErrTooMany},
		"a reference to nothing":      {func(t *taxonomy.Term) { t.References = []taxonomy.Reference{{Source: "wikidata"}} }, "References[0]", taxonomy.ErrNoLabel},
		"a reference from nowhere":    {func(t *taxonomy.Term) { t.References = []taxonomy.Reference{{ID: "Q1"}} }, "References[0]", taxonomy.ErrNoLabel},
		"a reference with a control":  {func(t *taxonomy.Term) { t.References = []taxonomy.Reference{{Source: "x", ID: "\n"}} }, "References[0]", text.ErrInvalidText},
		"too many references":         {func(t *taxonomy.Term) { t.References = many(1_001, taxonomy.Reference{Source: "x", ID: "y"}) }, "References", taxonomy.ErrTooMany},
		"an Extra that is half":       {func(t *taxonomy.Term) { t.Extra = json.RawMessage(`"x":`) }, "Extra", taxonomy.ErrInvalidExtra},
		"an Extra that ends too soon": {func(t *taxonomy.Term) { t.Extra = json.RawMessage(`"x":1},{"y":2`) }, "Extra", taxonomy.ErrInvalidExtra},
		"an Extra that is known":      {func(t *taxonomy.Term) { t.Extra = json.RawMessage(`"x":{"id":1},"slug":"x"`) }, "Extra", taxonomy.ErrInvalidExtra},
		"an Extra without an end":     {func(t *taxonomy.Term) { t.Extra = json.RawMessage(`"x":"` + strings.Repeat("x", 1<<16) + `"`) }, "Extra", taxonomy.ErrTooLong},
	} {
		t.Run(name, func(t *testing.T) {
			tree := house(t)
			bad := tag("bad", "Bad")
			tt.change(&bad.Term)
			for _, plan := range []taxonomy.Plan{
				tree.Plan().AddTag(bad), tree.Plan().AddCategory(taxonomy.Category{Term: bad.Term}),
			} {
				_, _, err := tree.Apply(plan)
				require.ErrorIs(t, err, tt.want)
				var fault *taxonomy.TermError
				require.ErrorAs(t, err, &fault)
				assert.Equal(t, tt.field, fault.Field)
			}
			if strings.HasPrefix(tt.field, "Former") && tt.want == slug.ErrInvalidName {
				return // Load forgets it and says so
			}
			_, repairs := taxonomy.Load(nil, []taxonomy.Tag{bad}, taxonomy.Options{})
			require.Len(t, repairs, 1)
			assert.Contains(t, repairs[0].Why, "left out: ")
			assert.Contains(t, repairs[0].Why, tt.field)
		})
	}
	most := tag("most", long)
	most.Labels = append(most.Labels, taxonomy.Label{Lang: "zh-Hant-HK", Text: "x"})
	most.Descriptions = taxonomy.Labels{{Text: strings.Repeat("x", 4_096)}}
	load(t, nil, []taxonomy.Tag{most})
}

// numbers returns so many slugs.
func numbers(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("s" + strings.Repeat("x", i%7) + string(rune('a'+i%26)) + strings.Repeat("y", i/26) + " ")
	}
	return b.String()
}

// TestChangesThatSomebodyMadeUp has changes that no plan makes.
func TestChangesThatSomebodyMadeUp(t *testing.T) {
	tree := house(t)
	asia, _ := tree.Category(category("asia"))
	world, _ := tree.Category(category("world"))
	c, _ := tree.Tag(tagID("c"))
	changed := func(c taxonomy.Category, change func(*taxonomy.Category)) taxonomy.Step[taxonomy.Category] {
		after := c
		change(&after)
		return taxonomy.Step[taxonomy.Category]{Before: &c, After: &after}
	}
	categories := func(steps ...taxonomy.Step[taxonomy.Category]) taxonomy.Change {
		return taxonomy.Change{Base: tree.Version(), Categories: steps}
	}
	under := func(parent taxonomy.ID) func(*taxonomy.Category) {
		return func(c *taxonomy.Category) { c.Parent = parent }
	}
	into := func(id taxonomy.ID, parent taxonomy.ID) func(*taxonomy.Category) {
		return func(c *taxonomy.Category) { c.Into, c.Parent = id, parent }
	}
	europe, _ := tree.Category(category("europe"))
	sport, _ := tree.Category(category("sport"))
	for name, tt := range map[string]struct {
		change taxonomy.Change
		want   error
	}{
		"two sections under each other":    {categories(changed(world, under(asia.ID))), taxonomy.ErrCycle},
		"under nobody":                     {categories(changed(asia, under(category("nobody")))), taxonomy.ErrUnknownTerm},
		"under a tag":                      {categories(changed(asia, under(c.ID))), taxonomy.ErrOtherSort},
		"a section that leaves children":   {categories(taxonomy.Step[taxonomy.Category]{Before: &asia}), taxonomy.ErrHasChildren},
		"merged into nobody":               {categories(changed(europe, into(category("nobody"), taxonomy.ID{}))), taxonomy.ErrUnknownTerm},
		"merged into a tag":                {categories(changed(europe, into(c.ID, taxonomy.ID{}))), taxonomy.ErrOtherSort},
		"merged with a parent":             {categories(changed(europe, into(sport.ID, world.ID))), taxonomy.ErrRetired},
		"merged into what is merged":       {categories(changed(europe, into(sport.ID, taxonomy.ID{})), changed(sport, into(world.ID, taxonomy.ID{}))), taxonomy.ErrCycle},
		"merged into itself":               {categories(changed(europe, into(europe.ID, taxonomy.ID{}))), taxonomy.ErrUnknownTerm},
		"a section with a tag's id":        {categories(taxonomy.Step[taxonomy.Category]{After: &taxonomy.Category{Term: c.Term}}), taxonomy.ErrTaken},
		"a tag that becomes a section":     {taxonomy.Change{Base: tree.Version(), Tags: []taxonomy.Step[taxonomy.Tag]{{Before: &c}}, Categories: []taxonomy.Step[taxonomy.Category]{{After: &taxonomy.Category{Term: c.Term}}}}, taxonomy.ErrTaken},
		"a term without an id":             {categories(taxonomy.Step[taxonomy.Category]{After: &taxonomy.Category{}}), taxonomy.ErrUnknownTerm},
		"a term that is not as it is said": {categories(changed(taxonomy.Category{Term: world.Term, Parent: asia.ID}, under(taxonomy.ID{}))), taxonomy.ErrVersionConflict},
		"a slug of another":                {categories(changed(asia, func(c *taxonomy.Category) { c.Slug = "world" })), taxonomy.ErrTaken},
		"a former slug of another":         {categories(changed(asia, func(c *taxonomy.Category) { c.Former = []string{"world"} })), taxonomy.ErrTaken},
	} {
		t.Run(name, func(t *testing.T) {
			next, err := tree.With(tt.change)
			require.ErrorIs(t, err, tt.want)
			assert.Same(t, tree, next)
		})
	}
	same, err := tree.With(taxonomy.Change{Base: tree.Version()})
	require.NoError(t, err)
	assert.Same(t, tree, same)
}

func TestLabelsAreASortedList(t *testing.T) {
	labels := taxonomy.Labels{{Lang: "fr", Text: "b"}, {Text: "a"}}
	assert.Equal(t, taxonomy.Labels{{Text: "a"}, {Lang: "de", Text: "c"}, {Lang: "fr", Text: "b"}}, labels.With("de", "c"))
	assert.Equal(t, taxonomy.Labels{{Text: "a"}}, labels.With("fr", ""))
	assert.Equal(t, "b", labels.Of("fr"))
	assert.Empty(t, labels.Of("de"))
	copied := labels.Clone()
	copied[0].Text = "changed"
	assert.Equal(t, "b", labels.Of("fr"))
}
