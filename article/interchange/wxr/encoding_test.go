package wxr_test

import (
	"strings"
	"testing"
	"testing/iotest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"

	"github.com/newsjunction/news/article/interchange/wxr"
)

func TestAnOldBlogIsReadInTheEncodingThatItNames(t *testing.T) {
	tests := []struct {
		name    string
		letters *charmap.Charmap
		text    string
	}{
		{"ISO-8859-1", charmap.ISO8859_1, "Café à Zürich"},
		{"iso-8859-1", charmap.Windows1252, "It’s “quoted” – €5"},
		{"windows-1252", charmap.Windows1252, "Œuvre…"},
		{"ISO-8859-2", charmap.ISO8859_2, "Łódź"},
		{"ISO-8859-15", charmap.ISO8859_15, "5 €"},
		{"windows-1250", charmap.Windows1250, "Příliš žluťoučký"},
		{"windows-1251", charmap.Windows1251, "Порт закрыт"},
		{"KOI8-R", charmap.KOI8R, "Порт открыт"},
	}
	for _, tt := range tests {
		t.Run(tt.name+" "+tt.text, func(t *testing.T) {
			source := export(strings.Replace(item("<content:encoded><![CDATA[<p>"+tt.text+"</p>]]></content:encoded>"), "One", tt.text, 1))
			encoded, err := tt.letters.NewEncoder().String(strings.Replace(source, "UTF-8", tt.name, 1))
			require.NoError(t, err)
			for _, e := range [][]string{{encoded}, {"\n<!-- by WordPress -->" + encoded}} {
				entry := one(t, e[0])
				assert.Equal(t, tt.text, entry.Content.Headlines.For(""))
				assert.Equal(t, tt.text, entry.Content.Body.Text())
			}
			entries, err := collect(wxr.Read(iotest.OneByteReader(strings.NewReader(encoded)), wxr.Options{}))
			require.NoError(t, err)
			assert.Contains(t, entries[0].Losses.String(), "repaired encoding "+strings.ToLower(tt.name))
			assert.Equal(t, tt.text, articles(entries)[0].Content.Headlines.For(""))
		})
	}
}

func TestAMarkOfUTF8CountsForMoreThanADeclaration(t *testing.T) {
	source := "\uFEFF" + strings.Replace(export(strings.Replace(item(), "One", "Café", 1)), "UTF-8", "ISO-8859-1", 1)
	assert.Equal(t, "Café", one(t, source).Content.Headlines.For(""))
}

func TestAPackedFolderIsRefusedAsWhatItIs(t *testing.T) {
	_, err := read("PK\x03\x04\x14\x00")
	require.ErrorIs(t, err, wxr.ErrNotWXR)
	assert.ErrorContains(t, err, "ZIP archive")
}
