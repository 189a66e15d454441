package taxonomy_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
)

func TestHashtags(t *testing.T) {
	list := func(labels ...string) (list []taxonomy.Tag) {
		for _, label := range labels {
			one := tag(label, label)
			one.Slug = map[string]string{"C++": "cpp", "C#": "c-sharp", "$5K": "dollar-5k", "!!!": "x-1"}[label]
			list = append(list, one)
		}
		return list
	}
	for _, tt := range []struct {
		name, title string
		give        []taxonomy.Tag
		want        []string
	}{
		{"the title gives order and spelling", "Harbour threats grow, says NATO", list("Nato", "Threats", "harbour"), []string{"#Harbour", "#threats", "#NATO"}},
		{"what the title does not name comes after, as it is labelled", "Storm nears", list("Climate Change", "storm"), []string{"#Storm", "#ClimateChange"}},
		{"words are run together as the title spells them", "A Supreme court ruling", list("Supreme Court"), []string{"#Supremecourt"}},
		{"a part of a word is none", "Sports and the art of war", list("Art", "Sport"), []string{"#art", "#Sport"}},
		{"marks around a word do not hide it", "“Iran’s” answer: (Oil).", list("oil", "iran"), []string{"#Iran", "#Oil"}},
		{"signs that make a name make a hashtag by the slug", "From C to C++ and C#", list("C#", "C", "C++"), []string{"#C", "#cpp", "#csharp"}},
		{"money is not its number", "A loan of $5K, then 5K more", list("5K", "$5K"), []string{"#dollar5k", "#5K"}},
		{"a name of signs alone", "Wow", list("!!!"), []string{"#x1"}},
		{"other scripts", "東京 で地震", list("東京"), []string{"#東京"}},
		{"two tags of one hashtag make one", "Storm", list("New York", "NewYork"), []string{"#NewYork"}},
		{"no tags", "Storm", nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, taxonomy.Hashtags(tt.title, "en", tt.give)) })
	}
	hidden := list("storm", "desk", "old")
	hidden[1].Internal, hidden[2].Retired = true, true
	assert.Equal(t, []string{"#storm"}, taxonomy.Hashtags("", "en", hidden))
	named := list("Islamic State")
	named[0].Aliases = []string{"ISIS"}
	assert.Equal(t, []string{"#Isis"}, taxonomy.Hashtags("Isis retreats", "en", named), "an alias is a name in titles too")
}
