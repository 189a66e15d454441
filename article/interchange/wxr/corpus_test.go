package wxr_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/article/loss"
	"github.com/newsjunction/news/taxonomy/slug"
)

const data = "../../../../shared/data/wxr"

// expected is what another parser found in a file.
type expected struct {
	WellFormed bool `json:"well_formed"`
	wxr.Counts
	First []struct {
		Title, Slug, Creator, Status *string
		DateGMT                      *string `json:"date_gmt"`
		Terms                        [][]string
	} `json:"first_posts"`
}

// refused are the files that WordPress's own importer refuses, and the one that breaks
// off (README of the folder), with the line that is named.
func refused(name string) (line int, err error) {
	switch name {
	case "importer/invalid-version-tag.xml":
		return 90, wxr.ErrVersion
	case "importer/missing-version-tag.xml":
		return 89, wxr.ErrVersion
	case "importer/malformed.xml":
		return 27, wxr.ErrNotWXR
	case "importer/malformed-simple.xml":
		return 14, wxr.ErrTruncated
	}
	return 0, nil
}

func expectations(t *testing.T) map[string]expected {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(data, "expected.json"))
	if os.IsNotExist(err) && os.Getenv("CI") == "" {
		t.Skip("../shared/data/wxr is not there")
	}
	require.NoError(t, err)
	var all map[string]expected
	require.NoError(t, json.Unmarshal(text, &all))
	require.Greater(t, len(all), 30)
	return all
}

// readable calls f for each file that is read.
func readable(t *testing.T, f func(t *testing.T, name string, want expected)) {
	for name, want := range expectations(t) {
		if _, err := refused(name); err == nil {
			t.Run(name, func(t *testing.T) { f(t, name, want) })
		}
	}
}

func readFile(t *testing.T, name string, o wxr.Options) ([]interchange.Entry, error) {
	t.Helper()
	in, err := os.Open(filepath.Join(data, name))
	require.NoError(t, err)
	defer in.Close()
	return collect(wxr.Read(in, o))
}

func collect(seq func(func(interchange.Entry, error) bool)) (entries []interchange.Entry, err error) {
	for e, err := range seq {
		if err != nil {
			return entries, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

func articles(entries []interchange.Entry) []interchange.Entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e interchange.Entry) bool { return e.ExternalID == "" })
}

func TestWhatWordPressRefusesIsRefusedWithItsLine(t *testing.T) {
	for name := range expectations(t) {
		line, want := refused(name)
		if want == nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			_, err := readFile(t, name, wxr.Options{})
			require.ErrorIs(t, err, want)
			var fault *wxr.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, line, fault.Line)
		})
	}
}

func TestEveryExportIsReadAndCountedAsAnotherParserDoes(t *testing.T) {
	readable(t, func(t *testing.T, name string, want expected) {
		var got wxr.Counts
		entries, err := readFile(t, name, wxr.Options{Counts: &got})
		require.NoError(t, err)
		if want.WellFormed {
			assert.Equal(t, want.Counts, got)
		}
		skipped := 0
		for _, e := range entries {
			if e.Menu != nil {
				skipped++
			}
			for l := range e.Losses.All() {
				if strings.HasPrefix(l.What, "item of ") {
					skipped += l.Count
				}
			}
		}
		if name == "multilang/qtranslate-item.xml" {
			assert.Len(t, articles(entries), 2, "an article a language")
			return
		}
		assert.Equal(t, got.Items, len(articles(entries))+skipped, "every item is an article or a line of a menu, or reported")
	})
}

// TestBrokenExportsAreRepaired: the items that the README counts are all read, and the
// report says where a repair was made.
func TestBrokenExportsAreRepaired(t *testing.T) {
	expectations(t)
	for name, items := range map[string]int{
		"importer/crazy-cdata.xml": 1, "migrate/multiple-attachments-only.xml": 1, "migrate/sample.xml": 6,
	} {
		t.Run(name, func(t *testing.T) {
			var got wxr.Counts
			entries, err := readFile(t, name, wxr.Options{Counts: &got})
			require.NoError(t, err)
			assert.Equal(t, items, got.Items)
			repairs := 0
			for _, e := range entries {
				for l := range e.Losses.All() {
					if l.Action == loss.Repaired {
						assert.Regexp(t, `^line \d+, byte \d+$`, l.Path)
						repairs += l.Count
					}
				}
			}
			assert.Positive(t, repairs)
		})
	}
}

func TestTheFirstPostsEqualWhatAnotherParserFound(t *testing.T) {
	readable(t, func(t *testing.T, name string, want expected) {
		entries, err := readFile(t, name, wxr.Options{NoBodies: true})
		require.NoError(t, err)
		entries = slices.DeleteFunc(articles(entries), func(e interchange.Entry) bool { return e.Kind == article.Page })
		for i, first := range want.First {
			e := entries[i]
			assert.Equal(t, words(deref(first.Title)), strings.TrimPrefix(words(e.Content.Headlines.For("")), map[bool]string{true: "Untitled"}[first.Title == nil]))
			assert.Equal(t, deref(first.Status) != "publish" && deref(first.Status) != "future", e.Draft)
			if date := deref(first.DateGMT); date != "" && !e.Draft {
				assert.Equal(t, date, e.Window.From.Format(time.DateTime))
			}
			if creator := deref(first.Creator); creator != "" && !slices.ContainsFunc(first.Terms, func(t []string) bool { return t[0] == "author" }) {
				local, _, _ := strings.Cut(creator, "@")
				assert.Equal(t, slug.Make(local, slug.Options{}), e.Authors[0].Key)
			}
			assert.Subset(t, filed(first.Terms), labels(e))
		}
	})
}

// filed returns the labels of terms.
func filed(terms [][]string) []string {
	all := []string{}
	for _, t := range terms {
		all = append(all, html.UnescapeString(t[2]))
	}
	return all
}

func labels(e interchange.Entry) []string {
	all := []string{}
	for _, t := range e.Terms {
		all = append(all, t.Label)
	}
	return all
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// words returns the letters and digits of HTML, as a strip that knows nothing of this
// library sees them: of each text node of a tokenizer that is neither script nor style.
func words(source string) string {
	var out strings.Builder
	hidden := ""
	for z := html.NewTokenizer(strings.NewReader(source)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		token := z.Token()
		switch {
		case kind == html.StartTagToken && slices.Contains([]string{"script", "style", "iframe", "noscript", "select", "textarea", "title", "svg", "object"}, token.Data):
			hidden = token.Data
		case kind == html.EndTagToken && token.Data == hidden:
			hidden = ""
		case kind == html.TextToken && hidden == "":
			out.WriteString(token.Data)
		}
	}
	return letters(out.String())
}

// letters returns the letters and digits of a text.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// TestTextsEqualAnIndependentStrip compares the words of every body with those that a
// tokenizer finds in it. Bodies with shortcodes are left out: they say what WordPress
// shows in their place; so are those with frames, players and forms, whose titles and
// labels one shows and the other does not.
func TestTextsEqualAnIndependentStrip(t *testing.T) {
	compared := 0
	readable(t, func(t *testing.T, name string, _ expected) {
		sources := bodies(t, name)
		entries, err := readFile(t, name, wxr.Options{})
		require.NoError(t, err)
		for _, e := range articles(entries) {
			source, ok := sources[e.ExternalID]
			if !ok || strings.ContainsAny(source, "[") || strings.Contains(source, "<iframe") || strings.Contains(source, "<video") ||
				strings.Contains(source, "<audio") || strings.Contains(source, "<object") || strings.Contains(source, "<textarea") ||
				strings.Contains(source, "<form") || strings.Contains(source, "<select") {
				continue
			}
			compared++
			got := letters(e.Content.Body.Text())
			want := words(source)
			if strings.Contains(source, "</table>") || strings.Contains(source, "<figcaption") || strings.Contains(source, "<cite") {
				assert.Equal(t, sorted(want), sorted(got), e.ExternalID) // captions stand after what they are of
				continue
			}
			assert.Equal(t, want, got, e.ExternalID)
		}
	})
	assert.Greater(t, compared, 100)
}

func sorted(s string) string {
	runes := []rune(s)
	slices.Sort(runes)
	return string(runes)
}

func TestEveryEntryIsWhatAStoreKeeps(t *testing.T) {
	readable(t, func(t *testing.T, name string, _ expected) {
		entries, err := readFile(t, name, wxr.Options{Comments: true})
		require.NoError(t, err)
		for _, e := range articles(entries) {
			assert.NoError(t, e.Content.Check())
			assert.NotEmpty(t, e.ExternalID)
			_, err := article.New(article.IDFor(e.Source, e.ExternalID), e.Content, article.Stamp{At: monday})
			assert.NoError(t, err)
		}
	})
}
