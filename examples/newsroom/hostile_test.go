package main

import (
	"encoding/json"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/inline"
)

// payload is markup that a browser would run if a page held it as it is.
const payload = `"'></title></script><script>window.pwned=1</script><img src=x onerror=window.pwned=2><svg/onload=window.pwned=3>`

// hostileStory is a content in which every field that holds a text holds TEXT, inline
// markup MARKUP, and an address ADDRESS.
const hostileStory = `{
"lang":"en","genre":"live","kicker":"TEXT","signedAs":"TEXT","note":"TEXT",
"headlines":[{"value":"Hostile TEXT"},{"role":"social","value":"TEXT"},{"role":"short","value":"TEXT"},{"role":"TEXT","value":"TEXT"}],
"decks":[{"value":"TEXT"}],"summaries":[{"value":"TEXT"}],
"dateline":{"place":"TEXT","source":"TEXT"},
"byline":[{"name":"TEXT","affiliation":"TEXT","place":"TEXT"},{"name":"TEXT","role":"reporting"}],
"lead":{"url":"ADDRESS","alt":"TEXT","alts":{"es":"TEXT"},"caption":"MARKUP","credit":"TEXT","licence":"ADDRESS","renditions":[{"url":"ADDRESS","width":300}]},
"filing":{"entities":[{"kind":"person","name":"TEXT","uri":"https://far.example/ADDRESS"}],"places":[{"name":"TEXT"}],"series":{"name":"TEXT","part":2}},
"origin":{"source":"TEXT","distributor":"TEXT","rights":{"notice":"TEXT","terms":"TEXT"},"system":"TEXT","externalId":"TEXT","digest":"TEXT"},
"disclosure":{"sponsor":{"name":"TEXT","url":"https://far.example/ADDRESS"},"source":"ai-assisted","warnings":["death"]},
"extensions":[{"namespace":"example.org/x","data":"TEXT"}],
"body":[
{"type":"paragraph","id":"TEXT","text":"MARKUP","TEXT":"TEXT"},{"type":"heading","level":3,"text":"MARKUP"},
{"type":"list","items":[{"text":"MARKUP","TEXT":"TEXT","sub":{"items":[{"text":"MARKUP"}]}}]},
{"type":"quote","paragraphs":["MARKUP"],"cite":"MARKUP"},{"type":"pullquote","text":"MARKUP","cite":"MARKUP"},
{"type":"image","url":"ADDRESS","alt":"TEXT","caption":"MARKUP","credit":"TEXT"},
{"type":"gallery","images":[{"url":"ADDRESS","alt":"TEXT","caption":"MARKUP","TEXT":"TEXT"}],"caption":"MARKUP"},
{"type":"video","url":"ADDRESS","poster":"ADDRESS","title":"TEXT","caption":"MARKUP","credit":"TEXT"},
{"type":"video","url":"https://far.example/ADDRESS","title":"TEXT"},{"type":"audio","url":"ADDRESS","title":"TEXT","caption":"MARKUP","credit":"TEXT"},
{"type":"embed","url":"https://far.example/ADDRESS","title":"TEXT","provider":"TEXT","consent":true},
{"type":"table","rows":[["MARKUP","MARKUP"],["MARKUP","MARKUP"]],"headerRow":true,"caption":"MARKUP"},
{"type":"code","text":"TEXT"},{"type":"related","url":"ADDRESS","title":"TEXT"},
{"type":"raw","html":"<p>RAW</p>","text":"TEXT"},{"type":"TEXT","html":"TEXT"},
{"type":"live","at":"2023-08-01T06:30:00Z","title":"TEXT","pinned":true,"body":[{"type":"raw","html":"RAW"},{"type":"paragraph","text":"MARKUP"}]}
]}`

// spelled is a text inside a JSON string.
func spelled(t *testing.T, s string) string {
	data, err := json.Marshal(s)
	require.NoError(t, err)
	return string(data[1 : len(data)-1])
}

func TestMarkupInStringsOfContentRunsNothing(t *testing.T) {
	require.ErrorIs(t, json.Unmarshal([]byte(`[{"type":"paragraph","text":"`+spelled(t, payload)+`"}]`), new(article.Body)), inline.ErrUnsafeInline,
		"inline markup does not even come in")
	const address = `/x"onerror="window.pwned=4"onload="window.pwned=5`
	source := strings.NewReplacer("TEXT", spelled(t, payload), "MARKUP", spelled(t, inline.Text(payload).String()),
		"https://far.example/ADDRESS", "https://far.example"+spelled(t, address), "ADDRESS", spelled(t, address),
		"RAW", spelled(t, payload+`<video src=x onerror=window.pwned=6></video><a href="javascript:window.pwned=7">x</a><details open ontoggle=window.pwned=8>x</details>`),
	).Replace(hostileStory)
	source = strings.ReplaceAll(source, `"id":"`+spelled(t, payload)+`"`, `"id":"\"><script>window.pwned=9</script>"`)
	var content article.Content
	require.NoError(t, json.Unmarshal([]byte(source), &content))

	chromium(t)
	s := start(t)
	name := saveHostile(t, s, content)
	again := start(t, "-db", s.db)
	again.db = s.db
	b := browse(t, again)
	for _, path := range []string{"/news/" + name, "/", "/search?q=hostile", "/search?q=" + url.QueryEscape(payload)} {
		b.open(path)
		b.eventually("document.readyState === 'complete'")
		eval[int](b, `(() => {const all = document.querySelectorAll('*');
			for (const e of all) for (const k of ['mouseover', 'focus', 'toggle', 'error', 'load']) e.dispatchEvent(new Event(k)); return all.length})()`)
		assert.Equal(t, "undefined", eval[string](b, "typeof window.pwned"), path)
		if strings.HasPrefix(path, "/news/") {
			assert.Equal(t, "Hostile "+payload, eval[string](b, "document.querySelector('h1').textContent.trim()"))
			assert.Contains(t, eval[string](b, "document.querySelector('.body').textContent"), payload)
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	assert.Empty(t, slices.DeleteFunc(b.problems, func(p string) bool {
		return strings.Contains(p, "Failed to load resource") // the addresses lead nowhere
	}))
}

// saveHostile puts a published story straight into the store and returns its name.
func saveHostile(t *testing.T, s *site, content article.Content) string {
	stamp := article.Stamp{At: time.Now().Add(-time.Minute), By: "x", Why: payload}
	a, err := article.New(article.NewID(stamp.At), content, stamp)
	require.NoError(t, err)
	a, err = a.Publish(stamp)
	require.NoError(t, err)
	a, err = s.open().articles.Save(t.Context(), a)
	require.NoError(t, err)
	return a.Name.Slug
}
