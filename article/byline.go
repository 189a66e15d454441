package article

import (
	"fmt"
	"strings"

	"github.com/newsjunction/news/taxonomy/text"
)

// A Byline names who made an article, in the order printed.
type Byline []Credit

func (b Byline) check(k *checker) {
	if !k.count("Byline", len(b), MaxTerms) {
		return
	}
	for i, credit := range b {
		credit.check(k, fmt.Sprintf("Byline[%d]", i))
	}
}

// Names finds the author that a credit refers to. It may be nil, for none.
type Names func(AuthorID) (Author, bool)

// A Line is a formatted line of names, in pieces: what it reads, and which of its
// names belong to whom.
type Line []Piece

// A Piece of a line is a name, or the words between two names.
type Piece struct {
	Text   string
	Credit *Credit // whose name it is; nil for other words
}

// String returns the line as it is read.
func (l Line) String() string {
	var s strings.Builder
	for _, piece := range l {
		s.WriteString(piece.Text)
	}
	return s.String()
}

// NameIn returns the name of a credit for readers of a language: the one that it
// prints, else that of its author; "" where neither is known.
func (c Credit) NameIn(lang string, names Names) string {
	if c.Name != "" || names == nil || c.Author.IsZero() {
		return c.Name
	}
	author, _ := names(c.Author)
	return author.In(lang)
}

// Format returns the line that names the authors of the text, such as "By Jane Doe
// (Reuters) in Kyiv and John Roe", in English, German, French, Spanish or Arabic;
// other languages read as English. A credit whose name nobody knows is left out; ""
// where none is left.
func (b Byline) Format(lang string, names Names) string { return b.Line(lang, names).String() }

// Line is Format in pieces, for a page that links names.
func (b Byline) Line(lang string, names Names) Line {
	w := joinersFor(lang)
	return w.list(nil, w.by, b.signed(lang, names, ""))
}

// Contributors returns the note that names who else had a part, such as "Additional
// reporting by Ann Poe in Lagos. Editing by Jim Coe.", in the languages of Format.
func (b Byline) Contributors(lang string, names Names) Line {
	w := joinersFor(lang)
	var line Line
	for _, part := range [...]struct {
		part Part
		by   string
	}{
		{PartReporting, w.reporting}, {PartEditing, w.editing}, {PartPhotography, w.photography}, {PartTranslation, w.translation},
	} {
		signed := b.signed(lang, names, part.part)
		if len(signed) == 0 {
			continue
		}
		if len(line) > 0 {
			line = append(line, Piece{Text: " "})
		}
		if line = w.list(line, part.by, signed); !strings.HasSuffix(line[len(line)-1].Text, ".") {
			line = append(line, Piece{Text: "."})
		}
	}
	return line
}

// signed is a credit with the name that it is printed with.
type signed struct {
	*Credit
	name string
}

// signed returns the credits of a part whose names are known.
func (b Byline) signed(lang string, names Names, part Part) (list []signed) {
	for i := range b {
		c := &b[i]
		if name := c.NameIn(lang, names); c.Role == part && name != "" {
			list = append(list, signed{c, name})
		}
	}
	return list
}

// joiners are the words between the names of a line in one language.
type joiners struct {
	lang                                         string
	by                                           string
	comma, and                                   string
	place, house                                 [2]string // around a place, and around an affiliation
	both                                         [3]string // around an affiliation and a place
	reporting, editing, photography, translation string
}

// joinersFor returns the joiners of a language, or those of English.
func joinersFor(lang string) *joiners {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for i := range joinerTable {
		if joinerTable[i].lang == base {
			return &joinerTable[i]
		}
	}
	return &joinerTable[0]
}

var joinerTable = [...]joiners{
	{
		lang: "en", by: "By ", comma: ", ", and: " and ",
		place: [2]string{" in ", ""}, house: [2]string{" (", ")"}, both: [3]string{" (", ") in ", ""},
		reporting: "Additional reporting by ", editing: "Editing by ", photography: "Photography by ", translation: "Translation by ",
	},
	{
		lang: "de", by: "Von ", comma: ", ", and: " und ",
		place: [2]string{" in ", ""}, house: [2]string{" (", ")"}, both: [3]string{" (", ") in ", ""},
		reporting: "Mitarbeit: ", editing: "Redaktion: ", photography: "Fotos: ", translation: "Übersetzung: ",
	},
	{
		// Which word stands before a place depends on the place: "à Kiev", "au Caire", "en Inde".
		lang: "fr", by: "Par ", comma: ", ", and: " et ",
		place: [2]string{" (", ")"}, house: [2]string{" (", ")"}, both: [3]string{" (", ", ", ")"},
		reporting: "Avec : ", editing: "Édition : ", photography: "Photos : ", translation: "Traduction : ",
	},
	{
		lang: "es", by: "Por ", comma: ", ", and: " y ",
		place: [2]string{" en ", ""}, house: [2]string{" (", ")"}, both: [3]string{" (", ") en ", ""},
		reporting: "Con información de ", editing: "Edición: ", photography: "Fotografía: ", translation: "Traducción: ",
	},
	{
		lang: "ar", by: "بقلم ", comma: "، ", and: " و",
		place: [2]string{" في ", ""}, house: [2]string{" (", ")"}, both: [3]string{" (", ") في ", ""},
		reporting: "شارك في التغطية: ", editing: "تحرير: ", photography: "تصوير: ", translation: "ترجمة: ",
	},
}

// list appends a line of names to another. Where all worked in one place, it is said
// once, after the last.
func (w *joiners) list(line Line, by string, names []signed) Line {
	if len(names) == 0 {
		return line
	}
	place, shared := names[0].Place, len(names) > 1
	for _, s := range names {
		shared = shared && s.Place == place
	}
	line = append(line, Piece{Text: by})
	for i, s := range names {
		switch {
		case i > 0 && i == len(names)-1:
			line = append(line, Piece{Text: w.last(s.name)})
		case i > 0:
			line = append(line, Piece{Text: w.comma})
		}
		line = append(line, Piece{Text: s.name, Credit: s.Credit})
		if place = s.Place; shared && i < len(names)-1 {
			place = ""
		}
		if tail := w.tail(s.Affiliation, place); tail != "" {
			line = append(line, Piece{Text: tail})
		}
	}
	return line
}

// tail is what follows a name.
func (w *joiners) tail(house, place string) string {
	switch {
	case house != "" && place != "":
		return w.both[0] + house + w.both[1] + place + w.both[2]
	case house != "":
		return w.house[0] + house + w.house[1]
	case place != "":
		return w.place[0] + place + w.place[1]
	}
	return ""
}

// last is the word before the last of several names. Spanish says "e" before the
// sound of i (Real Academia Española, Diccionario panhispánico de dudas, "y").
func (w *joiners) last(name string) string {
	if w.lang != "es" {
		return w.and
	}
	sound := strings.TrimPrefix(text.Fold(name), "h")
	for _, i := range [...]string{"i", "í"} {
		rest, ok := strings.CutPrefix(sound, i)
		if ok && !strings.HasPrefix(rest, "a") && !strings.HasPrefix(rest, "e") && !strings.HasPrefix(rest, "o") {
			return " e "
		}
	}
	return w.and
}
