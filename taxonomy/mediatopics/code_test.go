package mediatopics_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

func TestParseCode(t *testing.T) {
	for give, want := range map[string]mediatopics.Code{
		"medtop:20000002": "20000002",
		"http://cv.iptc.org/newscodes/mediatopic/20000002":  "20000002",
		"https://cv.iptc.org/newscodes/mediatopic/01000000": "01000000",
		"01000000":                "01000000",
		"genre:Analysis":          "",
		"medtop:":                 "",
		"medtop:medtop:1":         "",
		"medtop:2000118x":         "2000118x",
		"medtop:1-a":              "",
		"medtop:x":                "",
		"sport":                   "",
		"":                        "",
		"medtop:1234567890123456": "1234567890123456",
		"12345678901234567":       "",
		"http://cv.iptc.org/newscodes/subjectcode/01000000": "",
	} {
		got, ok := mediatopics.ParseCode(give)
		assert.Equal(t, want, got, give)
		assert.Equal(t, want != "", ok, give)
		if ok {
			again, _ := mediatopics.ParseCode(got.String())
			assert.Equal(t, got, again)
		}
	}
	assert.Empty(t, mediatopics.Code("").String())
}

func TestIDsStayForEver(t *testing.T) {
	assert.Equal(t, taxonomy.CategoryID("medtop", "20000002"), mediatopics.Code("20000002").ID())
}
