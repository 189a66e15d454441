package main

import (
	"bytes"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestWhatCanNotBeStartedEndsWithOneClearLine(t *testing.T) {
	folder := t.TempDir()
	text := filepath.Join(folder, "text.db")
	require.NoError(t, os.WriteFile(text, bytes.Repeat([]byte("no database "), 1000), 0o600))
	page := filepath.Join(folder, "page.html")
	require.NoError(t, os.WriteFile(page, []byte("<!doctype html><title>x</title>"), 0o600))
	broken := filepath.Join(folder, "broken.xml")
	require.NoError(t, os.WriteFile(broken, []byte("<rss>\n<channel>\n<wxr_version>1.2</wxr_version><item>"), 0o600))
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer taken.Close()
	fresh := func(name string) string { return filepath.Join(folder, name) }

	tests := []struct {
		name string
		args []string
		want string
		code int
	}{
		{"a database that is text", []string{"-db", text}, "text.db", 1},
		{"a database that is a folder", []string{"-db", folder}, folder, 1},
		{"a database in no folder", []string{"-db", fresh("no/such/newsroom.db")}, "newsroom.db", 1},
		{"a port in use", []string{"-db", fresh("a.db"), "-addr", taken.Addr().String()}, "address already in use", 1},
		{"an address that is none", []string{"-db", fresh("b.db"), "-addr", "nonsense"}, "nonsense", 1},
		{"an export that is not there", []string{"-db", fresh("c.db"), "-import", fresh("none.xml")}, "none.xml", 1},
		{"an export that is a page", []string{"-db", fresh("d.db"), "-import", page}, "page.html: wxr: line 1", 1},
		{"an export that breaks off", []string{"-db", fresh("e.db"), "-import", broken}, "broken.xml: wxr: line 3", 1},
		{"an export that is a folder", []string{"-db", fresh("f.db"), "-import", folder}, "folder", 1},
		{"an argument too many", []string{"serve"}, `unexpected argument "serve"`, 2},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			args := append([]string{"-addr", "127.0.0.1:0"}, tt.args...)
			assert.Equal(t, tt.code, run(t.Context(), args, &stdout, &stderr))
			assert.Contains(t, stderr.String(), tt.want)
			assert.Equal(t, 1, strings.Count(stderr.String(), "\n"), "%q is not one line", stderr.String())
			assert.Empty(t, stdout.String())
		})
	}
}
