package slug_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	peer "github.com/gosimple/slug"
	"github.com/gosimple/unidecode"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"

	"github.com/newsjunction/news/taxonomy/slug"
)

// peerCodes are the languages that gosimple knows, each by one of its codes.
var peerCodes = strings.Fields("bg cs de en es fi fr el hu id it kk nb nl nn pl pt ro sl sv tr")

// vowels are the letters of our table that gosimple has signs for.
const vowels = "əәӛىƏӘӚ"

// silent are the signs by which gosimple writes sounds, and what it does not know.
const silent = "'`\"@~:;+*^<>=[]?|!&\\"

func between(letter string) string { return "a" + letter + "b" }

// ruled returns what our table says of a letter that gosimple reads with a sign.
func ruled(letter string) (string, bool) {
	reads := unidecode.Unidecode(letter)
	if !strings.ContainsAny(reads, silent) {
		return "", false
	}
	plain := strings.Map(func(c rune) rune {
		if strings.ContainsRune(silent, c) {
			return -1
		}
		return c
	}, reads)
	return peer.Make("a" + plain + "b"), true
}

func firstDifference(got, want string) string {
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			return fmt.Sprintf("got ...%.60s, want ...%.60s", got[max(i-20, 0):], want[max(i-20, 0):])
		}
	}
	return "one is the beginning of the other"
}

// A sample is a letter, as it is and in normal form C.
type sample struct {
	letter, composed string
	tabled           bool // our table has it for all languages
}

func samples() []sample {
	var all []sample
	for r := rune(0); r <= 0xFFFF; r++ {
		if unicode.IsLetter(r) {
			composed := norm.NFC.String(string(r))
			_, sign := ruled(composed)
			all = append(all, sample{string(r), composed, sign || strings.Contains(vowels, composed)})
		}
	}
	return all
}

func TestEveryLetterReadsAsMakeLangReadsIt(t *testing.T) {
	letters := samples()
	for _, lang := range peerCodes {
		t.Run(lang, func(t *testing.T) {
			compared := 0
			for chunk := range slices.Chunk(letters, 512) {
				var ours, theirs []string
				for _, s := range chunk {
					// A row of gosimple's holds also for letters of our table.
					if s.tabled && peer.MakeLang(between(s.composed), lang) == peer.Make(between(s.composed)) {
						continue
					}
					ours, theirs = append(ours, between(s.letter)), append(theirs, between(s.composed))
				}
				compared += len(ours)
				// An underscore is a hyphen with us, also as the reading of ˍ.
				want := strings.ReplaceAll(peer.MakeLang(strings.Join(theirs, " "), lang), "_", "-")
				got := slug.Make(strings.Join(ours, " "), slug.Options{Lang: lang, MaxBytes: 1 << 20})
				if len(ours) > 0 && got != want {
					t.Fatalf("%q\n%s", ours, firstDifference(got, want))
				}
			}
			assert.Greater(t, compared, len(letters)-1_900, "almost all others are letters that gosimple does not know: [?]")
		})
	}
}

func TestEveryLetterOfTheTableReadsAsItSays(t *testing.T) {
	for r := rune(0); r <= 0xFFFF; r++ {
		if !unicode.IsLetter(r) || strings.ContainsRune(vowels, r) || !norm.NFC.IsNormalString(string(r)) {
			continue
		}
		if want, ok := ruled(string(r)); ok {
			require.Equal(t, want, slug.Make(between(string(r)), slug.Options{}), "%c U+%04X", r, r)
		}
	}
	for text, want := range map[string]string{
		"Fərhad Səfərov": "ferhad-seferov", "ƏLI": "eli", "Әлия": "aliia", "مصطفى": "mstfa",
		"фильм": "film", "съезд": "sezd", "الجمعة": "ljm", "العربية": "lrby", "Հայաստան": "hayastan", "ʻokina": "okina",
	} {
		assert.Equal(t, want, slug.Make(text, slug.Options{}), text)
	}
}

func TestLettersBeyondTheTableVanishOrReadAsWhatTheyStandFor(t *testing.T) {
	for r := rune(0x10000); r <= unicode.MaxRune; r++ {
		if !unicode.IsLetter(r) {
			continue
		}
		want := peer.Make("a" + norm.NFKC.String(string(r)) + "b")
		if _, sign := ruled(norm.NFKC.String(string(r))); sign {
			continue
		}
		if norm.NFKC.String(string(r)) == string(r) {
			want = "ab"
		}
		require.Equal(t, want, slug.Make(between(string(r)), slug.Options{}), "U+%04X", r)
	}
}

// setPeer sets each package variable of gosimple to something that it minds.
func setPeer() (reset func()) {
	old := []any{
		peer.CustomSub, peer.CustomRuneSub, peer.MaxLength, peer.EnableSmartTruncate, peer.Lowercase,
		peer.DisableMultipleDashTrim, peer.DisableEndsTrim, peer.AppendTimestamp,
	}
	peer.CustomSub = map[string]string{"storm": "calm"}
	peer.CustomRuneSub = map[rune]string{'s': "5", 'ü': "Q", '影': "Q"}
	peer.MaxLength, peer.EnableSmartTruncate, peer.Lowercase = 3, false, false
	peer.DisableMultipleDashTrim, peer.DisableEndsTrim, peer.AppendTimestamp = true, true, true
	return func() {
		peer.CustomSub, peer.CustomRuneSub = old[0].(map[string]string), old[1].(map[rune]string)
		peer.MaxLength, peer.EnableSmartTruncate, peer.Lowercase = old[2].(int), old[3].(bool), old[4].(bool)
		peer.DisableMultipleDashTrim, peer.DisableEndsTrim, peer.AppendTimestamp = old[5].(bool), old[6].(bool), old[7].(bool)
	}
}

func TestThePeersVariablesChangeNothing(t *testing.T) {
	titles := []string{"Storm nears the coast -- again", "Über 影師", "новости дня", "STORM"}
	results := func() string {
		var all []string
		for _, title := range titles {
			for _, lang := range []string{"", "de", "zh", "bg"} {
				all = append(all, slug.Make(title, slug.Options{Lang: lang}))
			}
		}
		return fmt.Sprint(all)
	}
	want, theirs := results(), peer.Make(titles[1])
	reset := setPeer()
	defer reset()
	require.NotEqual(t, theirs, peer.Make(titles[1]), "the variables are minded by their owner")
	assert.Equal(t, want, results())

	var wg sync.WaitGroup
	done := make(chan struct{})
	wg.Go(func() { // the only writer: the race detector sees who else reads
		for {
			select {
			case <-done:
				return
			default:
				peer.MaxLength = 3 - peer.MaxLength
				peer.Lowercase, peer.DisableEndsTrim = !peer.Lowercase, !peer.DisableEndsTrim
				peer.EnableSmartTruncate, peer.AppendTimestamp = !peer.EnableSmartTruncate, !peer.AppendTimestamp
				peer.DisableMultipleDashTrim = !peer.DisableMultipleDashTrim
				peer.CustomRuneSub = map[rune]string{'e': fmt.Sprint(peer.MaxLength)}
				peer.CustomSub = map[string]string{"the": fmt.Sprint(peer.MaxLength)}
			}
		}
	})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for range 50 {
				assert.Equal(t, want, results())
			}
		})
	}
	readers.Wait()
	close(done)
	wg.Wait()
}
