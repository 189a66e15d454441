package wxr_test

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
)

const data = "../../../../shared/data/wxr"

// expected is what another parser found in a file.
type expected struct {
	WellFormed   bool           `json:"well_formed"`
	Version      *string        `json:"wxr_version"`
	ByTypeStatus map[string]int `json:"by_type_status"`
	ByDomain     map[string]int `json:"item_terms_by_domain"`
	First        []struct {
		Title, Slug, Creator, Status *string
		DateGMT                      *string `json:"date_gmt"`
		Terms                        [][]string
	} `json:"first_posts"`
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
	require.NotEmpty(t, all)
	return all
}

func readFile(t *testing.T, name string) ([]interchange.Entry, error) {
	t.Helper()
	in, err := os.Open(filepath.Join(data, name))
	require.NoError(t, err)
	defer in.Close()
	return collect(wxr.Read(in, wxr.Options{}))
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

func TestWellFormedExportsAreReadWholeAndOthersRefusedWithALine(t *testing.T) {
	for name, want := range expectations(t) {
		t.Run(name, func(t *testing.T) {
			entries, err := readFile(t, name)
			known := want.Version != nil && slices.Contains([]string{"1.0", "1.1", "1.2"}, *want.Version)
			if !want.WellFormed || !known {
				var fault *wxr.Error
				require.ErrorAs(t, err, &fault)
				assert.Positive(t, fault.Line)
				return
			}
			require.NoError(t, err)
			stories, skipped := 0, 0
			for key, n := range want.ByTypeStatus {
				kind, status, _ := strings.Cut(key, "/")
				if (kind == "post" || kind == "page") && status != "trash" && status != "auto-draft" {
					stories += n
				} else {
					skipped += n
				}
			}
			assert.Len(t, articles(entries), stories)
			found := 0
			for _, e := range entries {
				for l := range e.Losses.All() {
					if strings.HasPrefix(l.What, "item of ") {
						found += l.Count
					}
				}
			}
			assert.Equal(t, skipped, found, "every item that is no article is reported")
		})
	}
}

func TestNewsExportEqualsWhatAnotherParserFound(t *testing.T) {
	want := expectations(t)["news/posts.xml"]
	entries, err := readFile(t, "news/posts.xml")
	require.NoError(t, err)
	require.Len(t, entries, 97)
	byDomain := make(map[string]int)
	for _, e := range entries {
		for _, term := range e.Terms {
			byDomain[domain(term)]++
		}
	}
	assert.Equal(t, want.ByDomain, byDomain)
	require.NotEmpty(t, want.First)
	for i, first := range want.First {
		e := entries[i]
		assert.Equal(t, *first.Title, e.Content.Headlines.For(""))
		assert.Equal(t, *first.Slug, e.Slug)
		assert.Equal(t, *first.DateGMT, e.Window.From.Format(time.DateTime))
		assert.Equal(t, *first.Creator, e.Authors[0].Key)
		var terms [][]string
		for _, term := range e.Terms {
			terms = append(terms, []string{domain(term), term.Slug, term.Label})
		}
		assert.ElementsMatch(t, first.Terms, terms)
	}
}

// domain is the taxonomy of WordPress that a term came from.
func domain(t interchange.Term) string {
	if t.Kind == interchange.Category {
		return "category"
	}
	if taxonomy, _, ok := strings.Cut(t.Key, ":"); ok {
		return taxonomy
	}
	return "post_tag"
}

// TestEveryItemOfTheNewsExport reads the file a second time with encoding/xml's own
// mapping and compares all items, not the first alone.
func TestEveryItemOfTheNewsExport(t *testing.T) {
	expectations(t)
	var file struct {
		Items []struct {
			Title   string `xml:"title"`
			Creator string `xml:"creator"`
			Date    string `xml:"post_date_gmt"`
			Terms   []struct {
				Nicename string `xml:"nicename,attr"`
			} `xml:"category"`
		} `xml:"channel>item"`
	}
	text, err := os.ReadFile(filepath.Join(data, "news/posts.xml"))
	require.NoError(t, err)
	require.NoError(t, xml.Unmarshal(text, &file))
	entries, err := readFile(t, "news/posts.xml")
	require.NoError(t, err)
	require.Len(t, file.Items, len(entries))
	for i, item := range file.Items {
		e := entries[i]
		assert.Equal(t, strings.TrimSpace(item.Title), e.Content.Headlines.For(""))
		assert.Equal(t, item.Creator, e.Authors[0].Key)
		assert.Equal(t, item.Date, e.Window.From.Format(time.DateTime))
		var want, got []string
		for _, term := range item.Terms {
			want = append(want, term.Nicename)
		}
		for _, term := range e.Terms {
			got = append(got, term.Slug)
		}
		assert.ElementsMatch(t, want, got, e.Content.Headlines.For(""))
		assert.Equal(t, article.Story, e.Kind)
		assert.False(t, e.Draft)
	}
}
