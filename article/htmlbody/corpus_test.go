package htmlbody_test

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
)

// bodies calls f with each real body, as other systems store it.
func bodies(t *testing.T, f func(id, source string)) {
	t.Helper()
	files, err := filepath.Glob("../../../shared/data/bodies/*.jsonl")
	require.NoError(t, err)
	if len(files) == 0 {
		require.Empty(t, os.Getenv("CI"), "../shared/data/bodies must be there in CI")
		t.Skip("../shared/data/bodies is not there")
	}
	for _, file := range files {
		in, err := os.Open(file)
		require.NoError(t, err)
		lines := bufio.NewScanner(in)
		lines.Buffer(nil, 8<<20)
		for lines.Scan() {
			var body struct {
				ID   any
				HTML string
			}
			require.NoError(t, json.Unmarshal(lines.Bytes(), &body))
			id, err := json.Marshal(body.ID)
			require.NoError(t, err)
			f(filepath.Base(file)+" "+string(id), body.HTML)
		}
		require.NoError(t, lines.Err())
		require.NoError(t, in.Close())
	}
}

// exported calls f with each body of the exports of WordPress that can be read to
// their end.
func exported(t *testing.T, f func(id, source string)) {
	t.Helper()
	files, err := filepath.Glob("../../../shared/data/wxr/*/*.xml")
	require.NoError(t, err)
	for _, file := range files {
		in, err := os.Open(file)
		require.NoError(t, err)
		decoder := xml.NewDecoder(in)
		decoder.Strict = false
		for n := 0; ; {
			token, err := decoder.Token()
			if err != nil {
				break // the exports hold damaged ones, which package wxr is tested with
			}
			start, ok := token.(xml.StartElement)
			if !ok || start.Name.Local != "encoded" || !strings.Contains(start.Name.Space, "content") {
				continue
			}
			var source string
			if decoder.DecodeElement(&source, &start) == nil {
				n++
				f(fmt.Sprint(filepath.Base(file), " ", n), source)
			}
		}
		require.NoError(t, in.Close())
	}
}

// shortcodes are instructions to WordPress and no text, but for a caption in one.
var shortcodes = regexp.MustCompile(`\[/?(?:caption|gallery|embed|video|audio|playlist)\b(?:([^\]]*?)caption="([^"]*)")?[^\]]*\]`)

// strip is the text of a body, found without this package: every text token that is
// not the content of a script, style or frame.
func strip(source string) string {
	var text strings.Builder
	tokens := html.NewTokenizer(strings.NewReader(source))
	hidden := 0
	for {
		switch kind := tokens.Next(); kind {
		case html.ErrorToken:
			return squeeze(shortcodes.ReplaceAllString(text.String(), "$2"))
		case html.TextToken:
			if hidden == 0 {
				text.Write(tokens.Text())
			}
		case html.StartTagToken, html.EndTagToken:
			switch name, _ := tokens.TagName(); string(name) {
			case "script", "style", "iframe", "textarea", "select", "svg", "noscript":
				hidden += map[html.TokenType]int{html.StartTagToken: 1, html.EndTagToken: -1}[kind]
			}
		}
	}
}

// squeeze drops white space, which blocks and elements may move.
func squeeze(s string) string {
	return strings.Join(strings.Fields(s), "")
}

func TestTheTextOfRealBodiesIsKept(t *testing.T) {
	bodies(t, func(id, source string) {
		body, _, err := htmlbody.Parse(strings.NewReader(source), sanitize.Article())
		require.NoError(t, err, id)
		content := article.Content{Lang: "en", Headlines: article.Texts{{Value: "x"}}, Body: body}
		require.NoError(t, content.Check(), id)
		require.Equal(t, strip(source), squeeze(body.Text()), id)
	})
}

func TestRealBodiesComeBackFromTheirOwnHTML(t *testing.T) {
	comesBack := func(id, source string) {
		body, _, err := htmlbody.Parse(strings.NewReader(source), sanitize.Article())
		require.NoError(t, err, id)
		var written strings.Builder
		require.NoError(t, htmlbody.Write(&written, body, htmlbody.Options{}), id)
		again, _, err := htmlbody.Parse(strings.NewReader(written.String()), sanitize.Article())
		require.NoError(t, err, id)
		require.Equal(t, body, again, id)
		require.Equal(t, body.Text(), again.Text(), id)
	}
	bodies(t, comesBack)
	exported(t, comesBack)
}
