package article_test

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

// staff finds two authors.
func staff(id article.AuthorID) (article.Author, bool) {
	for _, a := range []article.Author{
		{ID: article.AuthorIDFor("test", "jane"), Name: "Jane Doe"},
		{ID: article.AuthorIDFor("test", "layla"), Name: "Layla Hamdani", Names: taxonomy.Labels{{Lang: "ar", Text: "ليلى الحمداني"}}},
	} {
		if a.ID == id {
			return a, true
		}
	}
	return article.Author{}, false
}

func TestBylinesInTheirLanguages(t *testing.T) {
	jane := article.Credit{Author: article.AuthorIDFor("test", "jane")}
	layla := article.Credit{Author: article.AuthorIDFor("test", "layla")}
	john := article.Credit{Name: "John Roe"}
	in := func(c article.Credit, place string) article.Credit { c.Place = place; return c }
	of := func(c article.Credit, house string) article.Credit { c.Affiliation = house; return c }
	for _, tt := range []struct {
		name   string
		lang   string
		byline article.Byline
		want   string
	}{
		{"nobody", "en", nil, ""},
		{"one author", "en", article.Byline{jane}, "By Jane Doe"},
		{"two authors", "en", article.Byline{jane, john}, "By Jane Doe and John Roe"},
		{"three authors", "en", article.Byline{jane, john, layla}, "By Jane Doe, John Roe and Layla Hamdani"},
		{"a name as this article prints it", "en", article.Byline{{Author: jane.Author, Name: "J. D."}}, "By J. D."},
		{"somebody whom nobody knows", "en", article.Byline{{Author: article.AuthorIDFor("test", "?")}, john}, "By John Roe"},
		{"those who had another part", "en", article.Byline{{Name: "Ann Poe", Role: article.PartReporting}, john}, "By John Roe"},
		{"a house", "en", article.Byline{of(jane, "Reuters"), john}, "By Jane Doe (Reuters) and John Roe"},
		{"a place", "en", article.Byline{in(jane, "Kyiv"), in(john, "London")}, "By Jane Doe in Kyiv and John Roe in London"},
		{"one place of all", "en", article.Byline{in(jane, "Kyiv"), in(john, "Kyiv")}, "By Jane Doe and John Roe in Kyiv"},
		{"a place of the first alone", "en", article.Byline{in(jane, "Kyiv"), john}, "By Jane Doe in Kyiv and John Roe"},
		{"a place and a house", "en", article.Byline{of(in(jane, "Kyiv"), "Reuters")}, "By Jane Doe (Reuters) in Kyiv"},
		{"German", "de-AT", article.Byline{of(in(jane, "Kiew"), "dpa"), john}, "Von Jane Doe (dpa) in Kiew und John Roe"},
		{"French", "fr", article.Byline{of(in(jane, "Kiev"), "AFP"), in(john, "Le Caire")}, "Par Jane Doe (AFP, Kiev) et John Roe (Le Caire)"},
		{"Spanish", "es", article.Byline{in(jane, "Lima"), john}, "Por Jane Doe en Lima y John Roe"},
		{"Spanish before the sound of i", "es", article.Byline{jane, {Name: "Íñigo Paz"}}, "Por Jane Doe e Íñigo Paz"},
		{"Spanish before a silent h", "es", article.Byline{jane, {Name: "Hilario Paz"}}, "Por Jane Doe e Hilario Paz"},
		{"Spanish before a diphthong", "es", article.Byline{jane, {Name: "Hierro Paz"}}, "Por Jane Doe y Hierro Paz"},
		{"Spanish before another letter", "es", article.Byline{jane, {Name: "Hugo Paz"}}, "Por Jane Doe y Hugo Paz"},
		{"Arabic", "ar", article.Byline{in(layla, "بيروت"), {Name: "يوسف القاسمي"}}, "بقلم ليلى الحمداني في بيروت ويوسف القاسمي"},
		{"a language without words of its own", "nl", article.Byline{jane, john}, "By Jane Doe and John Roe"},
		{"a name that is no template", "en", article.Byline{{Name: "$1 ${x} %s {{.}}"}}, "By $1 ${x} %s {{.}}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			assert.Equal(t, tt.want, tt.byline.Format(tt.lang, staff))
		})
	}
	assert.Equal(t, "By John Roe", article.Byline{jane, john}.Format("en", nil), "where nobody is known, names stand alone")
}

func TestTheNoteOfContributors(t *testing.T) {
	b := article.Byline{
		{Name: "Jane Doe"},
		{Name: "Ann Poe", Role: article.PartReporting, Place: "Lagos"},
		{Author: article.AuthorIDFor("test", "layla"), Role: article.PartReporting},
		{Name: "Tim Coe Jr.", Role: article.PartEditing},
		{Name: "Max Noe", Role: article.PartTranslation},
		{Name: "Pia Loe", Role: article.PartPhotography, Affiliation: "AFP"},
	}
	for lang, want := range map[string]string{
		"en": "Additional reporting by Ann Poe in Lagos and Layla Hamdani. Editing by Tim Coe Jr. Photography by Pia Loe (AFP). Translation by Max Noe.",
		"de": "Mitarbeit: Ann Poe in Lagos und Layla Hamdani. Redaktion: Tim Coe Jr. Fotos: Pia Loe (AFP). Übersetzung: Max Noe.",
		"fr": "Avec : Ann Poe (Lagos) et Layla Hamdani. Édition : Tim Coe Jr. Photos : Pia Loe (AFP). Traduction : Max Noe.",
		"es": "Con información de Ann Poe en Lagos y Layla Hamdani. Edición: Tim Coe Jr. Fotografía: Pia Loe (AFP). Traducción: Max Noe.",
		"ar": "شارك في التغطية: Ann Poe في Lagos وليلى الحمداني. تحرير: Tim Coe Jr. تصوير: Pia Loe (AFP). ترجمة: Max Noe.",
	} {
		assert.Equal(t, want, b.Contributors(lang, staff).String())
	}
	assert.Empty(t, b[:1].Contributors("en", staff))
}

func TestThePiecesOfALineAreItsNames(t *testing.T) {
	b := article.Byline{{Author: article.AuthorIDFor("test", "jane"), Place: "Kyiv"}, {Name: "John Roe"}}
	line := b.Line("en", staff)
	var names []string
	for _, p := range line {
		if p.Credit != nil {
			names = append(names, p.Text)
		}
	}
	assert.Equal(t, []string{"Jane Doe", "John Roe"}, names)
	assert.Same(t, &b[1], line[len(line)-1].Credit)
}

func ExampleByline_Format() {
	byline := article.Byline{
		{Name: "Jane Doe", Affiliation: "Reuters", Place: "Kyiv"},
		{Name: "John Roe", Place: "London"},
		{Name: "Ann Poe", Role: article.PartReporting},
	}
	fmt.Println(byline.Format("en", nil))
	fmt.Println(byline.Contributors("en", nil))
	fmt.Println(byline.Format("de", nil))
	// Output:
	// By Jane Doe (Reuters) in Kyiv and John Roe in London
	// Additional reporting by Ann Poe.
	// Von Jane Doe (Reuters) in Kyiv und John Roe in London
}
