package inline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/inline"
)

func TestTextShowsAsItReads(t *testing.T) {
	tests := []struct{ name, give, want string }{
		{"markup is text", "<b>$105K & ]]></b>", "<b>$105K & ]]></b>"},
		{"odd characters are left out", "a\x00b\u202ec\u2066d\x7f", "abcd"},
		{"invalid UTF-8 is replaced", "a\xffb", "a\ufffdb"},
		{"line ends become line feeds", "a\r\nb\rc", "a\nb\nc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			h := inline.Text(tt.give)
			assert.Equal(t, tt.want, h.Plain())
			assert.Equal(t, h, parse(t, h.String()))
		})
	}
	t.Run("what does not fit is cut off", func(t *testing.T) {
		h := inline.Text(strings.Repeat("é\"", inline.MaxBytes/4))
		assert.LessOrEqual(t, len(h.String()), inline.MaxBytes)
		assert.Greater(t, len(h.String()), inline.MaxBytes-8)
		assert.NoError(t, inline.Check(h.String()))
		assert.Len(t, inline.Text(strings.Repeat("a", inline.MaxBytes/2)).String(), inline.MaxBytes/2)
	})
}

func TestPlain(t *testing.T) {
	h := parse(t, `1 &lt; 2<br><a href="/&amp;" title="&lt;">A<b>T&amp;T</b></a> <q>é</q><wbr>`)
	assert.Equal(t, "1 < 2\nAT&T é", h.Plain())
	assert.Equal(t, "x1 < 2\nAT&T é", string(inline.AppendPlain([]byte("x"), h)))
	assert.Equal(t, "plain", inline.Text("plain").Plain())
	assert.Empty(t, inline.HTML{}.Plain())
}

func TestHTMLInJSON(t *testing.T) {
	type story struct {
		Lead inline.HTML `json:"lead,omitzero"`
	}
	text, err := json.Marshal(story{parse(t, "<b>a</b> & b")})
	require.NoError(t, err)
	var back story
	require.NoError(t, json.Unmarshal(text, &back))
	assert.Equal(t, parse(t, "<b>a</b> & b"), back.Lead)

	require.ErrorIs(t, json.Unmarshal([]byte(`{"lead":"<script>"}`), &back), inline.ErrUnsafeInline)
	require.ErrorIs(t, back.Lead.UnmarshalText(make([]byte, inline.MaxBytes+1)), inline.ErrTooLarge)
	assert.Equal(t, "<b>a</b> &amp; b", back.Lead.String(), "a refused text changes nothing")

	text, err = json.Marshal(story{})
	require.NoError(t, err)
	assert.Equal(t, "{}", string(text))
}

func FuzzText(f *testing.F) {
	f.Add("a < b\x00\u202e&amp;\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		h := inline.Text(s)
		again, err := inline.Parse(h.String())
		require.NoError(t, err)
		require.Equal(t, h, again)
		require.Equal(t, h, inline.Text(h.Plain()))
	})
}
