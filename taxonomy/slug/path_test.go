package slug_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/slug"
)

func TestPath(t *testing.T) {
	for _, tt := range []struct{ name, give, want string }{
		{"a path stays", "/2015/03/storm", "/2015/03/storm"},
		{"letters are small", "/2015/Storm.HTML", "/2015/storm.html"},
		{"a slash at the end goes", "/2015/03/", "/2015/03"},
		{"slashes in a row are one", "//2015///03", "/2015/03"},
		{"a query stays", "/?p=12", "?p=12"},
		{"a query alone is a path", "?p=12", "?p=12"},
		{"the slashes of a query stay", "/a/?u=b//", "/a?u=b//"},
		{"escapes are decoded", "/%D0%91%D1%83%D1%80%D1%8F", "/буря"},
		{"escapes of escapes are too", "/%25D0%2591", "/б"},
		{"a percent that escapes nothing stays", "/100%/%zz/%4", "/100%/%zz/%4"},
		{"a lone percent at the end", "/a%", "/a%"},
		{"decomposed letters are composed", "/e\u0301te", "/éte"},
		{"controls vanish, also those in escapes", "/a%00b%0D%0A\x7f", "/ab"},
		{"an escape that a control hid is decoded", "/%\x0041", "/a"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := slug.Path(tt.give)
			require.NoError(t, err)
			assert.Equal(t, tt.want, got)
		})
	}
	for name, bad := range map[string]string{
		"nothing":                 "",
		"the root":                "/",
		"more than 1 KiB":         "/" + strings.Repeat("a", 1024),
		"an escaped megabyte":     strings.Repeat("%41", 1<<20/3),
		"escapes hidden for ever": "/" + strings.Repeat("%", 200) + strings.Repeat("00", 100) + "41",
	} {
		t.Run("refused: "+name, func(t *testing.T) {
			got, err := slug.Path(bad)
			if name == "escapes hidden for ever" && err == nil {
				again, err := slug.Path(got)
				require.NoError(t, err)
				require.Equal(t, got, again)
				return
			}
			require.ErrorIs(t, err, slug.ErrInvalidName)
			assert.Less(t, len(err.Error()), 500, "a message stays short whatever was given")
		})
	}
}

func TestPathOf(t *testing.T) {
	for _, tt := range []struct{ name, give, want string }{
		{"an address loses scheme and host", "https://blog.example/2015/Storm/", "/2015/storm"},
		{"a query stays", "https://blog.example/?p=12", "?p=12"},
		{"a path is an address", "/2015/03/%D0%91%D1%83%D1%80%D1%8F/?p=1", "/2015/03/буря?p=1"},
		{"a fragment is not sent", "https://blog.example/storm#map", "/storm"},
		{"a front page is refused", "https://blog.example/", ""},
		{"a host alone is refused", "https://blog.example", ""},
		{"nothing is refused", "", ""},
		{"what is no URL is refused", "https://blog.example/\x00" + strings.Repeat("a", 1024), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := slug.PathOf(tt.give)
			assert.Equal(t, tt.want, got)
			if tt.want == "" {
				require.ErrorIs(t, err, slug.ErrInvalidName)
				assert.Less(t, len(err.Error()), 500, "a message stays short whatever was given")
				return
			}
			require.NoError(t, err)
		})
	}
}

func FuzzPath(f *testing.F) {
	for _, seed := range []string{"/2015/03/", "?p=12", "/%D0%91", "/%2541", "/%\x0041", "//a//?b//", "/%", "/ẞ", "/\xff", "/a b"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, s string) {
		// Law: what is folded is folded already, bounded, and can be written to a ledger.
		got, err := slug.Path(s)
		if err != nil {
			require.ErrorIs(t, err, slug.ErrInvalidName)
			return
		}
		again, err := slug.Path(got)
		require.NoError(t, err)
		require.Equal(t, got, again)
		require.LessOrEqual(t, len(got), 1024)
		var m slug.Memory
		storm := slug.Name{Scope: "article", Slug: "storm"}
		_, err = m.Reserve(t.Context(), storm, "1")
		require.NoError(t, err)
		if got != "storm" {
			require.NoError(t, m.Redirect(t.Context(), slug.Name{Scope: "article", Slug: got}, storm))
		}
	})
}
