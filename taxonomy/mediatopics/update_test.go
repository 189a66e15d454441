package mediatopics_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

// lines writes differences, one a line, as a desk would read them.
func lines(differences []mediatopics.Difference) (out []string) {
	for _, d := range differences {
		line := d.Code.String() + " " + d.What.String()
		for _, more := range []string{d.Lang, d.Before, d.After} {
			if more != "" {
				line += "|" + more
			}
		}
		out = append(out, line)
	}
	return out
}

func taskLines(tasks []mediatopics.Task) (out []string) {
	for _, task := range tasks {
		out = append(out, fmt.Sprintf("%s %s %v %v", task.Code, task.Reason, task.Choices, task.Beside))
	}
	return out
}

func TestTreeOfTheWholeRelease(t *testing.T) {
	r := release(t, old)
	tree, tasks, err := r.Tree()
	require.NoError(t, err)
	assert.Empty(t, tasks, "every note of 2019 names one topic")

	id := func(code mediatopics.Code) taxonomy.ID { return code.ID() }
	seen := 0
	for c := range tree.Categories() {
		seen++
		assert.NotEmpty(t, c.Slug)
	}
	assert.Equal(t, 1228-74, seen, "the 74 that are replaced stand for another")
	for _, c := range r.Concepts {
		held, ok := tree.Record(c.Code.ID())
		require.True(t, ok, c.Code)
		assert.Equal(t, c.IsRetired(), held.Retired, c.Code)
		assert.Contains(t, held.References, taxonomy.Reference{Source: "medtop", ID: string(c.Code)})
	}
	for code, want := range map[mediatopics.Code]mediatopics.Code{
		"20000160": "20000139", // merged, and the parent of another retired one
		"20000162": "20000143",
		"20000481": "20000480", // covered by the parent
		"20000999": "20000998", // "Media Topicmotorcycling+"
		"20000064": "20000105", // two codes, the first its own
		"20000857": "20000857", // no note
	} {
		got, ok := tree.Resolve(id(code))
		assert.True(t, ok)
		assert.Equal(t, id(want), got, code)
	}
	assert.Contains(t, tree.Reach(id("20000139")), id("20000160"), "old articles are found under the successor")
	assert.Equal(t, "arts-culture-entertainment-and-media/mass-media", tree.Path(id("20000045")))
}

func TestTopicsOfOneLabelAreTwo(t *testing.T) {
	tree, _, err := release(t, old).Tree()
	require.NoError(t, err)
	for _, label := range []string{"online media", "Mountaineering"} {
		var slugs []string
		for c := range tree.FindCategories(label) {
			slugs = append(slugs, c.Slug)
		}
		slices.Sort(slugs)
		slug := strings.ReplaceAll(strings.ToLower(label), " ", "-")
		assert.Equal(t, []string{slug, slug + "-2"}, slugs)
	}
}

func TestTopicsOfOneItemAreFive(t *testing.T) {
	tree, _, err := release(t, old).Tree()
	require.NoError(t, err)
	var labels []string
	for term := range tree.Referring(taxonomy.Reference{Source: "wikidata", ID: "Q165950"}) {
		labels = append(labels, term.Labels.In("en"))
	}
	assert.Len(t, labels, 5, "%v", labels)
}

func TestLabelsFallBackToBritishEnglish(t *testing.T) {
	tree, tasks, err := release(t, part).Tree()
	require.NoError(t, err)
	labour, ok := tree.Category(mediatopics.Code("09000000").ID())
	require.True(t, ok)
	for lang, want := range map[string]string{
		"en": "labour", "en-US": "labor", "en-AU": "labour", "de-AT": "Arbeit, Soziales", "sv": "Arbete", "da": "arbejde",
		"se": "labour", // Northern Sami is not Swedish
		"pt": "labour",
	} {
		assert.Equal(t, want, labour.Labels.In(lang), lang)
	}
	assert.Equal(t, "labour", labour.Slug)
	assert.Equal(t, []string{
		"medtop:20000006 adrift [] []",
		"medtop:20000172 adrift [] []",
		"medtop:20000174 adrift [] []",
		"medtop:20000175 adrift [] []",
		"medtop:20000176 adrift [] []",
		"medtop:20000177 adrift [] []",
		"medtop:20000172 choice [medtop:20001365 medtop:20000272] []",
		"medtop:20000173 choice [medtop:20000396] [genre:Analysis]",
	}, sortedTasks(tasks), "parents may be absent from a part, and two notes leave a choice")
}

// sortedTasks sorts by reason, then by code: a tree is walked by level.
func sortedTasks(tasks []mediatopics.Task) []string {
	tasks = slices.Clone(tasks)
	slices.SortStableFunc(tasks, func(a, b mediatopics.Task) int {
		if a.Reason != b.Reason {
			return strings.Compare(a.Reason.String(), b.Reason.String())
		}
		return strings.Compare(string(a.Code), string(b.Code))
	})
	return taskLines(tasks)
}

func TestUpdateFrom2019To2026(t *testing.T) {
	before, after := release(t, old), release(t, part)
	tree, _, err := before.Tree()
	require.NoError(t, err)
	update := after.Update(tree, mediatopics.Options{From: before, Slugs: taxonomy.FollowLabel})

	var shown []string
	translated := 0
	for i, d := range update.Differences {
		if d.What == mediatopics.Translated {
			translated++
			continue
		}
		shown = append(shown, lines(update.Differences[i:i+1])...)
	}
	slices.Sort(shown)
	assert.Equal(t, 33*7, translated, "seven languages are new")
	assert.Equal(t, []string{
		"medtop:11000000 renamed|en-GB|politics|politics and government",
		"medtop:12000000 renamed|en-GB|religion and belief|religion",
		"medtop:20000167 retired|emergency planning|medtop:20000168",
		"medtop:20000171 retired|business finance",
		"medtop:20000172 retired|accounting and audit",
		"medtop:20000173 retired|analysts comment",
		"medtop:20000174 moved|medtop:20000171|medtop:20000183",
		"medtop:20000175 moved|medtop:20000171|medtop:20000396",
		"medtop:20000175 renamed|en-GB|buyback|stock buyback",
		"medtop:20000177 moved|medtop:20000171|medtop:20000396",
		"medtop:20000177 renamed|en-GB|dividend announcement|corporate dividends",
	}, shown)
	assert.Equal(t, []string{
		"medtop:20000172 adrift [] []", // below medtop:20001365, which neither has
		"medtop:20000176 adrift [] []",
		"medtop:20000172 choice [medtop:20001365 medtop:20000272] []",
		"medtop:20000173 choice [medtop:20000396] [genre:Analysis]",
	}, sortedTasks(update.Tasks))
	for _, task := range update.Tasks {
		assert.NotEmpty(t, task.Label)
		assert.NotEmpty(t, task.Note)
	}

	next, _, err := tree.Apply(update.Plan)
	require.NoError(t, err)
	politics, ok := next.CategoryBySlug("politics")
	require.True(t, ok, "the old link lives")
	assert.Equal(t, "politics-and-government", politics.Slug)
	assert.Equal(t, mediatopics.Code("11000000").ID(), politics.ID)
	planning, _ := next.Resolve(mediatopics.Code("20000167").ID())
	assert.Equal(t, mediatopics.Code("20000168").ID(), planning)
	finance, _ := next.Record(mediatopics.Code("20000171").ID())
	assert.True(t, finance.Retired)
	assert.NotEmpty(t, politics.Descriptions, "a part that leaves definitions out takes none away")

	again := after.Update(next, mediatopics.Options{From: after})
	assert.Empty(t, again.Differences, "a second load changes nothing")
	assert.Empty(t, again.Tasks)
	assert.Zero(t, again.Plan.Len())
}

func TestUpdate(t *testing.T) {
	const (
		http  = `"exactMatch":["http://www.wikidata.org/entity/Q1"]`
		https = `"exactMatch":["https://www.wikidata.org/entity/Q1"]`
	)
	id := func(code mediatopics.Code) taxonomy.ID { return code.ID() }
	use := func(code string) string {
		return retired + `,"note":{"en-GB":"Retired. Use medtop:` + code + ` instead"}`
	}
	define := func(s string) string { return `"definition":{"en-GB":"` + s + `"}` }
	own := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("site", "own"), Labels: taxonomy.Labels{{Text: "Own"}}}}
	relabel := func(code mediatopics.Code, label string) func(*taxonomy.Tree) taxonomy.Plan {
		return func(tree *taxonomy.Tree) taxonomy.Plan {
			return tree.Plan().Rename(id(code), taxonomy.Label{Lang: "en-GB", Text: label}, taxonomy.KeepSlug)
		}
	}
	for _, tt := range []struct {
		name  string
		old   string
		site  func(*taxonomy.Tree) taxonomy.Plan // what the site did in between
		new   string
		blind bool // without the release before
		want  []string
		tasks []string
	}{
		{name: "the same release again changes nothing", old: file(topic("1", "a"), topic("2", "b", under("1"))), new: file(topic("1", "a"), topic("2", "b", under("1")))},
		{name: "the same release again without the one before", blind: true, old: file(topic("1", "a", use("2")), topic("2", "b", under("3")), topic("3", "c")),
			new: file(topic("1", "a", use("2")), topic("2", "b", under("3")), topic("3", "c"))},
		{name: "a new topic, and one below it that stands before it", old: file(topic("1", "a")), new: file(topic("3", "c", under("2")), topic("1", "a"), topic("2", "b")),
			want: []string{"medtop:2 new|b", "medtop:3 new|c"}},
		{name: "a topic that is listed no more", old: file(topic("1", "a"), topic("2", "b")), new: file(topic("1", "a")), tasks: []string{"medtop:2 missing [] []"}},
		{name: "a definition", old: file(topic("1", "a", define("x")), topic("2", "b")), new: file(topic("1", "a", define("y")), topic("2", "b", define("z"))),
			want: []string{"medtop:1 redefined|en-GB|x|y", "medtop:2 redefined|en-GB|z"}},
		{name: "the scheme of Wikidata is no difference", old: file(topic("1", "a", https)), new: file(topic("1", "a", http))},
		{name: "another item of Wikidata", old: file(topic("1", "a", http)), new: file(topic("1", "a", `"exactMatch":["http://www.wikidata.org/entity/Q2"]`)),
			want: []string{"medtop:1 rematched|wikidata:Q1", "medtop:1 rematched|wikidata:Q2"}},
		{name: "a part takes no reference away", old: file(topic("1", "a", http)), new: strings.Replace(file(topic("1", "a")), `{`, `{"partial":true,`, 1)},
		{name: "a topic that is unretired", old: file(topic("1", "a", use("2")), topic("2", "b"), topic("3", "c", retired)), new: file(topic("1", "a"), topic("2", "b"), topic("3", "c"), topic("4", "d", under("1"))),
			want: []string{"medtop:1 restored|a", "medtop:3 restored|c", "medtop:4 new|d"}},
		{name: "a topic that is unretired takes its children back", old: file(topic("1", "a", use("2")), topic("2", "b"), topic("3", "c", under("1"))), new: file(topic("1", "a"), topic("2", "b"), topic("3", "c", under("1"))),
			want: []string{"medtop:1 restored|a", "medtop:3 moved|medtop:2|medtop:1"}},
		{name: "what the site retired itself stays so", old: file(topic("1", "a")), new: file(topic("1", "a")),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Retire(id("1"), taxonomy.ID{}) }},
		{name: "what the site restored stays so", old: file(topic("1", "a", retired)), new: file(topic("1", "a", retired)),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Restore(id("1")) }},
		{name: "what the site merged takes no words and no place", old: file(topic("1", "a"), topic("2", "b")), new: file(topic("1", "x", under("2")), topic("2", "b")),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().AddCategory(own).Merge(id("1"), own.ID) }},
		{name: "a child of what the site merged hangs under the survivor", old: file(topic("1", "a")), new: file(topic("1", "a"), topic("2", "b", under("1"))),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().AddCategory(own).Merge(id("1"), own.ID) },
			want: []string{"medtop:2 new|b"}},
		{name: "a label of the site's own stays where IPTC's did not change", old: file(topic("1", "a")), new: file(topic("1", "a")), site: relabel("1", "mine")},
		{name: "a label that both changed is the site's, and a task", old: file(topic("1", "a")), new: file(topic("1", "b")), site: relabel("1", "mine"), tasks: []string{"medtop:1 edited [] []"}},
		{name: "a label that both changed alike", old: file(topic("1", "a")), new: file(topic("1", "mine")), site: relabel("1", "mine")},
		{name: "without the release before, IPTC's word holds", blind: true, old: file(topic("1", "a")), new: file(topic("1", "b")), site: relabel("1", "mine"), want: []string{"medtop:1 renamed|en-GB|mine|b"}},
		{name: "a topic moves, to the top and from it", old: file(topic("1", "a"), topic("2", "b", under("1")), topic("3", "c")), new: file(topic("1", "a"), topic("2", "b"), topic("3", "c", under("1"))),
			want: []string{"medtop:2 moved|medtop:1", "medtop:3 moved|medtop:1"}},
		{name: "a parent that was left out before", old: file(topic("1", "a", under("2"))), new: file(topic("1", "a", under("2")), topic("2", "b")),
			want: []string{"medtop:2 new|b", "medtop:1 moved|medtop:2"}},
		{name: "a parent that is left out still", old: file(topic("1", "a", under("2"))), new: file(topic("1", "a", under("2")))},
		{name: "two topics change places", old: file(topic("1", "a"), topic("2", "b", under("1"))), new: file(topic("1", "a", under("2")), topic("2", "b")),
			want: []string{"medtop:2 moved|medtop:1", "medtop:1 moved|medtop:2"}},
		{name: "a place that the site chose stays where IPTC's did not change", old: file(topic("1", "a"), topic("2", "b")), new: file(topic("1", "a"), topic("2", "b")),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Move(id("2"), id("1")) }},
		{name: "a place that both chose is the site's, and a task", old: file(topic("1", "a"), topic("2", "b", under("1")), topic("3", "c")), new: file(topic("1", "a"), topic("2", "b"), topic("3", "c")),
			site:  func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Move(id("2"), id("3")) },
			tasks: []string{"medtop:2 edited [] []"}},
		{name: "a place below another that both chose", old: file(topic("1", "a"), topic("2", "b", under("1")), topic("3", "c")), new: file(topic("1", "a"), topic("2", "b", under("3")), topic("3", "c")),
			site:  func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Move(id("2"), taxonomy.ID{}) },
			tasks: []string{"medtop:2 edited [] []"}},
		{name: "a move that would close a circle with the site's", old: file(topic("1", "a"), topic("2", "b"), topic("3", "c")), new: file(topic("1", "a", under("2")), topic("2", "b"), topic("3", "c")),
			site: func(tree *taxonomy.Tree) taxonomy.Plan {
				return tree.Plan().Move(id("2"), id("3")).Move(id("3"), id("1"))
			},
			tasks: []string{"medtop:1 adrift [] []"}},
		{name: "a parent that is retired already takes no more", old: file(topic("1", "a", retired), topic("2", "b")), new: file(topic("1", "a", retired), topic("2", "b", under("1")), topic("3", "c", under("1"))),
			want: []string{"medtop:3 new|c"}, tasks: []string{"medtop:2 adrift [] []", "medtop:3 adrift [] []"}},
		{name: "parent and child are retired at once", old: file(topic("1", "a"), topic("2", "b", under("1")), topic("3", "c")), new: file(topic("1", "a", use("3")), topic("2", "b", under("1"), use("3")), topic("3", "c")),
			want: []string{"medtop:1 retired|a|medtop:3", "medtop:2 retired|b|medtop:3"}},
		{name: "a successor that is retired itself hands on", old: file(topic("1", "a"), topic("2", "b"), topic("3", "c")), new: file(topic("1", "a", use("2")), topic("2", "b", use("3")), topic("3", "c")),
			want: []string{"medtop:1 retired|a|medtop:3", "medtop:2 retired|b|medtop:3"}},
		{name: "two that replace each other need a person", old: file(topic("1", "a"), topic("2", "b")), new: file(topic("1", "a", use("2")), topic("2", "b", use("1"))),
			want: []string{"medtop:1 retired|a", "medtop:2 retired|b"}, tasks: []string{"medtop:1 prose [medtop:2] []", "medtop:2 prose [medtop:1] []"}},
		{name: "a successor that is not there needs a person", old: file(topic("1", "a")), new: file(topic("1", "a", use("2"))),
			want: []string{"medtop:1 retired|a"}, tasks: []string{"medtop:1 prose [medtop:2] []"}},
		{name: "a successor below the topic needs a person", old: file(topic("1", "a"), topic("2", "b", under("1"))), new: file(topic("1", "a", use("2")), topic("2", "b", under("1"))),
			want: []string{"medtop:1 retired|a"}, tasks: []string{"medtop:1 prose [medtop:2] []"}},
		{name: "a successor that the site has retired needs a person", old: file(topic("1", "a"), topic("2", "b")), new: file(topic("1", "a", use("2")), topic("2", "b")),
			site: func(tree *taxonomy.Tree) taxonomy.Plan { return tree.Plan().Retire(id("2"), taxonomy.ID{}) },
			want: []string{"medtop:1 retired|a"}, tasks: []string{"medtop:1 prose [medtop:2] []"}},
		{name: "a successor that is named later", old: file(topic("1", "a", retired), topic("2", "b"), topic("3", "c", use("4"))), new: file(topic("1", "a", use("2")), topic("2", "b"), topic("3", "c", use("4")), topic("4", "d")),
			want: []string{"medtop:4 new|d", "medtop:1 retired|a|medtop:2", "medtop:3 retired|c|medtop:4"}},
		{name: "a choice that is still open is no second task", old: file(topic("1", "a", use("2"))), new: file(topic("1", "a", use("2")))},
		{name: "two that would hang below each other's successors need a person", old: file(topic("1", "a"), topic("2", "b", under("3")), topic("3", "c"), topic("4", "d", under("1"))),
			new:  file(topic("1", "a", use("2")), topic("2", "b", under("3")), topic("3", "c", use("4")), topic("4", "d", under("1"))),
			want: []string{"medtop:1 retired|a", "medtop:3 retired|c|medtop:4"}, tasks: []string{"medtop:1 prose [medtop:2] []"}},
		{name: "a note that says nothing needs a person", old: file(topic("1", "a")), new: file(topic("1", "a", retired, `"note":{"en-GB":"It is rare."}`)),
			want: []string{"medtop:1 retired|a"}, tasks: []string{"medtop:1 prose [] []"}},
		{name: "a topic that comes retired", old: file(topic("1", "a")), new: file(topic("1", "a"), topic("2", "b", under("1"), use("1")), topic("3", "c", under("1"), retired)),
			want: []string{"medtop:2 new|b", "medtop:3 new|c", "medtop:2 retired|b|medtop:1", "medtop:3 retired|c"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			before, after := read(t, tt.old), read(t, tt.new)
			tree, _, err := before.Tree()
			require.NoError(t, err)
			if tt.site != nil {
				tree, _, err = tree.Apply(tt.site(tree))
				require.NoError(t, err)
			}
			options := mediatopics.Options{From: before}
			if tt.blind {
				options.From = nil
			}
			update := after.Update(tree, options)
			assert.Equal(t, tt.want, lines(update.Differences))
			assert.Equal(t, tt.tasks, taskLines(update.Tasks))
			next, _, err := tree.Apply(update.Plan)
			require.NoError(t, err)
			if len(tt.want) == 0 {
				assert.Zero(t, update.Plan.Len())
			}
			again := after.Update(next, mediatopics.Options{From: after})
			assert.Empty(t, again.Differences, "a second time changes nothing")
			assert.Zero(t, again.Plan.Len())
		})
	}
}

func TestUpdateKeepsWhatTheSiteAdded(t *testing.T) {
	before := read(t, file(topic("1", "a", `"exactMatch":["http://www.wikidata.org/entity/Q1"]`)))
	tree, _, err := before.Tree()
	require.NoError(t, err)
	held, _ := tree.Record(mediatopics.Code("1").ID())
	held.Labels = held.Labels.With("cy", "cymraeg")
	held.References = append(slices.Clone(held.References), taxonomy.Reference{Source: "desk", ID: "7"})
	held.Order, held.Internal = 3, true
	tree, _, err = tree.Apply(tree.Plan().Edit(held))
	require.NoError(t, err)

	update := read(t, file(topic("1", "b"))).Update(tree, mediatopics.Options{From: before})
	next, _, err := tree.Apply(update.Plan)
	require.NoError(t, err)
	got, _ := next.Record(held.ID)
	assert.Equal(t, taxonomy.Labels{{Text: "b"}, {Lang: "cy", Text: "cymraeg"}, {Lang: "en-GB", Text: "b"}}, got.Labels)
	assert.Contains(t, got.References, taxonomy.Reference{Source: "desk", ID: "7"})
	assert.NotContains(t, got.References, taxonomy.Reference{Source: "wikidata", ID: "Q1"})
	assert.Equal(t, 3, got.Order)
	assert.True(t, got.Internal)
	assert.Equal(t, "a", got.Slug, "a slug stays unless it is told to follow")
}

func TestUpdateUnderASection(t *testing.T) {
	var tree *taxonomy.Tree
	section := taxonomy.Category{Term: taxonomy.Term{ID: taxonomy.CategoryID("site", "topics"), Labels: taxonomy.Labels{{Text: "Topics"}}}}
	tree, _, err := tree.Apply(tree.Plan().AddCategory(section))
	require.NoError(t, err)
	options := mediatopics.Options{Under: section.ID}
	r := read(t, file(topic("1", "a"), topic("2", "b", under("1")), topic("3", "c", under("99"))))
	tree, _, err = tree.Apply(r.Update(tree, options).Plan)
	require.NoError(t, err)
	assert.Equal(t, "topics/a/b", tree.Path(mediatopics.Code("2").ID()))
	assert.Equal(t, "topics/c", tree.Path(mediatopics.Code("3").ID()))
	assert.Zero(t, r.Update(tree, options).Plan.Len())
}
