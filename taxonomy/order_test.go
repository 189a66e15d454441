package taxonomy_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
)

func tagsOf(labels ...string) (list []taxonomy.Tag) {
	for _, label := range labels {
		list = append(list, tag(label, label))
	}
	return list
}

func labelsOf(list []taxonomy.Tag) (labels []string) {
	for _, t := range list {
		labels = append(labels, t.Labels.In(""))
	}
	return labels
}

func TestByLabelSortsAsReadersDo(t *testing.T) {
	for _, tt := range []struct {
		name, lang string
		give, want []string
	}{
		{"case is ignored", "en", []string{"threats", "Zebra", "apple", "Threads"}, []string{"apple", "Threads", "threats", "Zebra"}},
		{"accents stand by their letters", "fr", []string{"zèbre", "État", "eau", "été"}, []string{"eau", "État", "été", "zèbre"}},
		{"Swedish has letters after z", "sv", []string{"Ö", "Z", "Å", "O"}, []string{"O", "Z", "Å", "Ö"}},
		{"German has not", "de", []string{"Ö", "Z", "O"}, []string{"O", "Ö", "Z"}},
		{"a language that is none sorts as the root does", "no such", []string{"b", "A"}, []string{"A", "b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			list := tagsOf(tt.give...)
			taxonomy.ByLabel(list, tt.lang)
			assert.Equal(t, tt.want, labelsOf(list))
			slices.Reverse(list)
			taxonomy.ByLabel(list, tt.lang)
			assert.Equal(t, tt.want, labelsOf(list), "whatever the order before")
		})
	}
	same := []taxonomy.Tag{tag("1", "same"), tag("2", "Same"), tag("3", "SAME")}
	taxonomy.ByLabel(same, "en")
	assert.True(t, slices.IsSortedFunc(same, func(a, b taxonomy.Tag) int { return a.ID.Compare(b.ID) }), "ties go by id")
}

func TestByCountAndByOrder(t *testing.T) {
	list := tagsOf("a", "b", "c", "d")
	counts := map[taxonomy.ID]int{tagID("b"): 7, tagID("d"): 7, tagID("a"): 1}
	asked := 0
	taxonomy.ByCount(list, func(id taxonomy.ID) int { asked++; return counts[id] })
	assert.Equal(t, []string{"b", "d", "a", "c"}, labelsOf(list), "equal ones stay as they are")
	assert.Equal(t, 4, asked)

	sections := slices.Collect(house(t).Categories())
	taxonomy.ByOrder(sections)
	assert.Equal(t, []string{"Europe", "Japan", "World", "Sport", "Asia"}, names(slices.Values(sections)))
}
