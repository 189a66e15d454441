package slug

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// A language is one row of the table that stands before the transliteration of
// gosimple: what a language reads otherwise. A word or a letter that a row does
// not give is read as [neutral] does, and then as gosimple does.
type language struct {
	codes   string // BCP 47 primary languages, and the other codes that gosimple knows
	and, at string // what & and @ read as
	native  string // what & reads as in the language's own script, for Unicode slugs; "" means as and
	yen     string // what ¥ reads as
	letters string // pairs of a small letter and what it reads as; the capital follows
	initial string // the same, at the beginning of a word
}

// neutral is how all languages read what their row does not have.
func neutral() language {
	return language{
		and: "and", at: "at", yen: "yen",
		// gosimple has signs for these vowels, which part a word: f-rhad.
		letters: "ə e ә a ӛ a ى a",
	}
}

// rows returns the written table. The rows of languages that gosimple has say
// what it says of letters, those behind the blank line are our own.
func rows() []language {
	return []language{
		{codes: "bg bgr bul", and: "i", native: "и", letters: "а a б b в v г g д d е e ж zh з z и i й y к k л l м m н n о o п p " +
			"р r с s т t у u ф f х h ц ts ч ch ш sh щ sht ъ a ь y ю yu я ya"},
		{codes: "cs ces", and: "a", at: "zavinac"},
		{codes: "de deu", and: "und", at: "an", letters: "ä ae ö oe ü ue"},
		{codes: "en eng"},
		{codes: "es spa", and: "y", at: "en"},
		{codes: "fi fin", and: "ja"},
		{codes: "fr fra", and: "et", at: "arobase"},
		{codes: "el ell gr", and: "kai", native: "και", letters: "β v η i ή i ι i ί i ϊ i ΐ i ξ x υ y ύ y ϋ y ΰ y φ f χ ch ω o ώ o"},
		{codes: "hu hun", and: "es", native: "és", letters: "á a é e í i ó o ö o ő o ú u ü u ű u"},
		{codes: "id idn ind", and: "dan"},
		{codes: "it ita", and: "e", at: "chiocciola"},
		{codes: "kk kaz kz", and: "jane", native: "және", letters: "ә a ғ g қ q ң n ө o ұ u"},
		{codes: "nb nob nn nno no nor", and: "og", letters: "æ ae ø oe å aa"},
		{codes: "nl nld", and: "en"},
		{codes: "pl pol", and: "i", at: "na"},
		{codes: "pt por prt br bra", and: "e", at: "em", letters: "á a é e í i ó o ö o ú u ü u"},
		{codes: "ro rou", and: "si", native: "și", letters: "ă a â a î i ș s ț t"},
		{codes: "sl slv", and: "in", letters: "đ dz"},
		{codes: "sv swe", and: "och", at: "snabel-a"},
		{codes: "tr tur", and: "ve", at: "et", letters: "ş s ü u ö o ı i ğ g ç c"},

		{codes: "az aze", and: "ve", native: "və", letters: "ə e"},
		{codes: "be bel", and: "i", native: "і"},
		{codes: "ca cat", and: "i", letters: "ŀ l"},
		{codes: "da dan", and: "og", letters: "æ ae ø oe å aa"},
		{codes: "et est", and: "ja"},
		{codes: "is isl", and: "og"},
		{codes: "lt lit", and: "ir"},
		{codes: "lv lav", and: "un"},
		{codes: "mk mkd", and: "i", native: "и", letters: "ѓ gj ж zh ѕ dz ј j љ lj њ nj ќ kj х h ц c ч ch џ dj ш sh"},
		{codes: "ru rus", and: "i", native: "и"},
		{codes: "sk slk", and: "a"},
		// Gaj's Latin alphabet without its carons, for both scripts.
		{codes: "sr srp hr hrv bs bos sh hbs", and: "i", native: "i", letters: "đ dj ђ dj ж z ј j љ lj њ nj ћ c х h ц c ч c џ dz ш s"},
		// Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010, but for зг.
		{
			codes: "uk ukr", and: "ta", native: "та", letters: "г h є ie и y і i ї i й i х kh щ shch ю iu я ia",
			initial: "є ye ї yi й y ю yu я ya",
		},
		{codes: "zh zho", yen: "yuan"},
	}
}

// A reading is a language made ready to be asked.
type reading struct {
	language
	letters, initial []pair // in the order of letters
	catalan          bool   // the point of l·l is silent
}

type pair struct {
	letter rune
	reads  string
}

// find returns what a letter of these pairs reads as.
func find(pairs []pair, r rune) (string, bool) {
	i, ok := slices.BinarySearchFunc(pairs, r, func(p pair, r rune) int { return cmp.Compare(p.letter, r) })
	if !ok {
		return "", false
	}
	return pairs[i].reads, true
}

// ready fills what a row leaves out.
func (l language) ready() *reading {
	n := neutral()
	l.and, l.at, l.yen = cmp.Or(l.and, n.and), cmp.Or(l.at, n.at), cmp.Or(l.yen, n.yen)
	l.native = cmp.Or(l.native, l.and)
	return &reading{l, pairs(l.letters), pairs(l.initial), strings.HasPrefix(l.codes, "ca ")}
}

func pairs(s string) []pair {
	fields := strings.Fields(s)
	var list []pair
	for i := 0; i < len(fields); i += 2 {
		small := []rune(fields[i])[0]
		list = append(list, pair{small, fields[i+1]})
		// The capital of the dotless i is a plain I, which ASCII reads.
		if capital := unicode.ToUpper(small); capital != small && capital > unicode.MaxASCII {
			list = append(list, pair{capital, fields[i+1]})
		}
	}
	slices.SortFunc(list, func(a, b pair) int { return cmp.Compare(a.letter, b.letter) })
	return list
}

// money returns what a sign of currency reads as beside a number, or "".
func (l *reading) money(r rune) string {
	switch r {
	case '$', '＄':
		return "dollar"
	case '€':
		return "euro"
	case '£', '￡':
		return "pound"
	case '¥', '￥':
		return l.yen
	case '¢', '￠':
		return "cent"
	case '₹', '₨':
		return "rupee"
	case '₽':
		return "ruble"
	case '₩', '￦':
		return "won"
	case '₺':
		return "lira"
	case '₴':
		return "hryvnia"
	case '₪':
		return "shekel"
	case '₫':
		return "dong"
	case '₦':
		return "naira"
	case '₱':
		return "peso"
	case '₸':
		return "tenge"
	case '₼':
		return "manat"
	case '₾':
		return "lari"
	case '฿':
		return "baht"
	case '₿':
		return "bitcoin"
	}
	return ""
}
