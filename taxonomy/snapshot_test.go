package taxonomy_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy"
)

// full is a tree with every field of a term.
func full(t testing.TB) *taxonomy.Tree {
	asia := taxonomy.Category{Term: taxonomy.Term{
		ID: category("asia"), Labels: taxonomy.Labels{{Text: `Asia "& <Pacific>" \ $1`}, {Lang: "ar", Text: "آسيا"}},
		Descriptions: taxonomy.Labels{{Lang: "en", Text: "The east."}}, Slug: "asia", Former: []string{"east", "orient"},
		Aliases: []string{"Orient", "East"}, References: []taxonomy.Reference{{Source: "wikidata", ID: "Q48"}, {Source: "medtop", ID: "1"}},
		Order: -3, Internal: true, Retired: true, Extra: json.RawMessage(`"x":1.0,"y":{"z":[1e2]},"x":null`),
	}, Parent: category("world")}
	old := taxonomy.Tag{Term: taxonomy.Term{ID: tagID("old"), Slug: "old", Into: tagID("new"), Retired: true}}
	tree, repairs := taxonomy.Load([]taxonomy.Category{asia, section("world", "World")}, []taxonomy.Tag{tag("new", "New"), old}, taxonomy.Options{Version: 7})
	require.Empty(t, repairs)
	return tree
}

func TestASnapshotKeepsAll(t *testing.T) {
	tree := full(t)
	first := listed(t, tree)
	again, repairs, err := taxonomy.ReadJSON(iotest.OneByteReader(strings.NewReader(first)), taxonomy.Limits{})
	require.NoError(t, err)
	require.Empty(t, repairs)
	assert.Equal(t, first, listed(t, again), "the same tree gives the same bytes")
	assert.True(t, json.Valid([]byte(first)))
	for _, id := range []taxonomy.ID{category("asia"), category("world"), tagID("new"), tagID("old")} {
		want, _ := tree.Record(id)
		got, ok := again.Record(id)
		assert.True(t, ok)
		assert.Equal(t, want, got)
	}
	assert.Equal(t, "{\"version\":0,\n\"categories\":[],\n\"tags\":[]}\n", listed(t, nil))
}

func TestASnapshotKeepsFieldsThatAreNotKnown(t *testing.T) {
	id := category("asia").String()
	give := `{"generator":{"name":"x", "n":1.50},"version":3,"categories":[{"id":"` + id + `","labels":{"":"Asia"},"colour":"r\u0065d","slug":"asia","n":1.50,"colour":2}],"later":[]}`
	tree, repairs, err := taxonomy.ReadJSON(strings.NewReader(give), taxonomy.Limits{})
	require.NoError(t, err)
	require.Empty(t, repairs)
	c, _ := tree.Category(category("asia"))
	assert.Equal(t, `"colour":"r\u0065d","n":1.50,"colour":2`, string(c.Extra))
	written := listed(t, tree)
	assert.Contains(t, written, `"generator":{"name":"x", "n":1.50},"later":[]}`)
	requireReloads(t, tree)
	next := made(t, tree, tree.Plan().Rename(c.ID, taxonomy.Label{Text: "East"}, taxonomy.FollowLabel))
	assert.Contains(t, listed(t, next), `"generator":{"name":"x", "n":1.50}`, "surgery keeps them")
	assert.Contains(t, listed(t, next), `"n":1.50`)
}

func TestSnapshotsThatAreNone(t *testing.T) {
	for name, give := range map[string]string{
		"nothing":                   ``,
		"half":                      `{"tags":[`,
		"a list":                    `[]`,
		"two":                       `{}{}`,
		"a version that is none":    `{"version":-1}`,
		"a version of a text":       `{"version":"1"}`,
		"a version with a fraction": `{"version":1.5}`,
		"categories of no list":     `{"categories":{}}`,
		"a category that is none":   `{"categories":[7]}`,
		"an id that is none":        `{"tags":[{"id":"x"}]}`,
		"an id of a number":         `{"tags":[{"id":7}]}`,
		"labels of no object":       `{"tags":[{"labels":[]}]}`,
		"a label of a number":       `{"tags":[{"labels":{"en":7}}]}`,
		"aliases of no list":        `{"tags":[{"aliases":"x"}]}`,
		"a reference with more":     `{"tags":[{"references":[{"source":"x","id":"y","z":1}]}]}`,
		"a flag of a text":          `{"tags":[{"internal":"true"}]}`,
		"a field twice":             `{"tags":[{"slug":"x","slug":"y"}]}`,
		"the parent of a tag":       `{"tags":[{"parent":""}]}`,
		"too much that is unknown":  `{"x":"` + strings.Repeat("x", 1<<16) + `"}`,
	} {
		t.Run(name, func(t *testing.T) {
			tree, repairs, err := taxonomy.ReadJSON(strings.NewReader(give), taxonomy.Limits{})
			var fault *taxonomy.SnapshotError
			require.ErrorAs(t, err, &fault)
			assert.Contains(t, err.Error(), fmt.Sprintf("taxonomy: snapshot: byte %d: want ", fault.Offset))
			assert.Nil(t, tree)
			assert.Empty(t, repairs)
		})
	}
}

func TestNullIsNothing(t *testing.T) {
	give := `{"version":null,"categories":null,"tags":[{"id":"` + tagID("x").String() + `","labels":{"":"X","en":null},"descriptions":null,
		"slug":null,"former":null,"aliases":null,"references":null,"order":null,"internal":null,"retired":null,"into":null}, null]}`
	tree, repairs, err := taxonomy.ReadJSON(strings.NewReader(give), taxonomy.Limits{})
	require.NoError(t, err)
	require.Len(t, repairs, 1, "a term that is null has no id")
	held, ok := tree.FindTag("x")
	assert.True(t, ok)
	assert.Equal(t, "x", held.Slug)
}

func TestSnapshotsAreBounded(t *testing.T) {
	file := listed(t, full(t))
	_, _, err := taxonomy.ReadJSON(strings.NewReader(file), taxonomy.Limits{Bytes: int64(len(file)) - 1})
	require.ErrorIs(t, err, taxonomy.ErrTooLarge)
	_, _, err = taxonomy.ReadJSON(strings.NewReader(file), taxonomy.Limits{Bytes: int64(len(file)), Terms: 3})
	require.ErrorIs(t, err, taxonomy.ErrTooLarge)
	_, _, err = taxonomy.ReadJSON(strings.NewReader(file), taxonomy.Limits{Bytes: int64(len(file)), Terms: 4})
	require.NoError(t, err)
}

func TestASnapshotHasTheErrorsOfItsFile(t *testing.T) {
	cause := errors.New("disk")
	_, _, err := taxonomy.ReadJSON(iotest.ErrReader(cause), taxonomy.Limits{})
	require.ErrorIs(t, err, cause)
	var list []taxonomy.Tag
	for i := range 2_000 { // more than is held before it is written
		list = append(list, tag(fmt.Sprint(i), fmt.Sprint("Tag ", i)))
	}
	tree := load(t, nil, list)
	size := len(listed(t, tree))
	for at := 0; at < size; at += size/40 + 1 {
		require.ErrorIs(t, tree.WriteJSON(&fullDisk{left: at, err: cause}), cause)
	}
}

// fullDisk is a disk that has so many bytes left.
type fullDisk struct {
	left int
	err  error
}

func (w *fullDisk) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, w.err
	}
	return len(p), nil
}

func TestTermsAreJSONByThemselves(t *testing.T) {
	tree := full(t)
	c, _ := tree.Category(category("asia"))
	written, err := json.Marshal(c)
	require.NoError(t, err)
	var back taxonomy.Category
	require.NoError(t, json.Unmarshal(written, &back))
	assert.Equal(t, c, back)
	record, _ := tree.Record(tagID("old"))
	written, err = json.Marshal([]any{taxonomy.Tag{Term: record}, record})
	require.NoError(t, err)
	var tags []taxonomy.Tag
	require.NoError(t, json.Unmarshal(written, &tags))
	assert.Equal(t, []taxonomy.Tag{{Term: record}, {Term: record}}, tags)

	c.Extra = json.RawMessage(`"id":1`)
	_, err = json.Marshal(c)
	require.ErrorIs(t, err, taxonomy.ErrInvalidExtra)
	for _, give := range []string{`{`, `7`, `{"id":7}`} {
		var fault *taxonomy.SnapshotError
		before := back
		require.ErrorAs(t, back.UnmarshalJSON([]byte(give)), &fault)
		require.ErrorAs(t, tags[0].UnmarshalJSON([]byte(give)), &fault)
		assert.Equal(t, before, back, "what can't be read changes nothing")
	}
	var labels taxonomy.Labels
	require.Error(t, json.Unmarshal([]byte(`7`), &labels))
	require.NoError(t, json.Unmarshal([]byte(`{"fr":"b\n","de":"a","fr":"c"}`), &labels))
	assert.Equal(t, taxonomy.Labels{{Lang: "de", Text: "a"}, {Lang: "fr", Text: "b\n"}, {Lang: "fr", Text: "c"}}, labels)
	written, err = json.Marshal(labels)
	require.NoError(t, err)
	assert.JSONEq(t, `{"de":"a","fr":"c"}`, string(written))
}

func FuzzReadJSON(f *testing.F) {
	f.Add([]byte(listed(f, full(f))))
	f.Add([]byte(`{"version":1,"categories":[{"id":"` + category("a").String() + `","labels":{"":"A\u00e9\ud800"},"parent":"` + category("a").String() + `","q":[{}]}],"z":-0}`))
	f.Add([]byte(`{"tags":[{"labels":{}},{"id":null}],"version":18446744073709551615}`))
	f.Add([]byte("{\"tags\":[{\"id\":\"" + tagID("a").String() + "\",\"labels\":{\"\":\"\xff\"}}]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		// Law: what is read is a sound tree, which is written and read again as the same
		// bytes, without repair; what is not read is no JSON or says where it is wrong.
		tree, _, err := taxonomy.ReadJSON(bytes.NewReader(data), taxonomy.Limits{Bytes: 1 << 20, Terms: 1_000})
		if err != nil {
			var fault *taxonomy.SnapshotError
			require.True(t, errors.As(err, &fault) || errors.Is(err, taxonomy.ErrTooLarge), "%v", err)
			return
		}
		requireSound(t, tree)
		requireReloads(t, tree)
	})
}
