package conformance

import (
	"encoding/json"
	"errors"
	"go/parser"
	"go/token"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const (
	root   = "../.."
	module = "github.com/newsjunction/news/"
)

// An importer inherits every requirement of the root module and its go line: both
// change only together with this list.
func TestTheRootModuleRequiresWhatIsWrittenHere(t *testing.T) {
	var mod struct {
		Go      string
		Require []struct {
			Path     string
			Indirect bool
		}
	}
	decodeCommand(t, &mod, "go", "mod", "edit", "-json")
	var direct []string
	for _, r := range mod.Require {
		if !r.Indirect {
			direct = append(direct, r.Path)
		}
	}
	slices.Sort(direct)
	assert.Equal(t, "1.25.0", mod.Go)
	assert.Equal(t, []string{
		"github.com/a-h/templ",
		"github.com/anishathalye/porcupine",
		"github.com/blevesearch/snowballstem",
		"github.com/clipperhouse/uax29/v2",
		"github.com/google/uuid",
		"github.com/gosimple/slug",
		"github.com/gosimple/unidecode",
		"github.com/microcosm-cc/bluemonday",
		"github.com/stretchr/testify",
		"go.uber.org/goleak",
		"golang.org/x/net",
		"golang.org/x/text",
		"pgregory.net/rapid",
	}, direct)
}

// What a package costs its importer, in modules.
func TestAnImporterPaysOnlyForWhatItImports(t *testing.T) {
	tests := []struct {
		pkg  string
		want []string
	}{
		{"article", []string{"github.com/clipperhouse/uax29/v2", "github.com/google/uuid", "github.com/gosimple/slug", "github.com/gosimple/unidecode", "golang.org/x/text"}},
		{"article/inline", nil},
		{"reaction", nil},
		{"reaction/reactionfile", nil},
		{"reaction/reactionhttp", nil},
		{"reaction/reactionredis", nil},
		{"reaction/reactionsql", nil},
		{"taxonomy", []string{"github.com/google/uuid", "github.com/gosimple/slug", "github.com/gosimple/unidecode", "golang.org/x/text"}},
	}
	for _, tt := range tests {
		t.Run(tt.pkg, func(t *testing.T) {
			cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{.Path}}{{end}}", "./"+tt.pkg)
			cmd.Dir = root
			out, err := cmd.Output()
			require.NoError(t, err)
			modules := strings.Fields(string(out))
			modules = slices.DeleteFunc(modules, func(m string) bool { return m+"/" == module })
			slices.Sort(modules)
			assert.ElementsMatch(t, tt.want, slices.Compact(modules))
		})
	}
}

// floors lists the packages from the ground up: each imports only what stands before
// it, in its tests too.
var floors = [...]string{
	"taxonomy/ident", "taxonomy/text", "taxonomy/slug", "taxonomy/slug/slugtest", "taxonomy", "taxonomy/mediatopics",
	"taxonomy/taxonomytest",
	"article/inline", "article/prose", "article/loss", "article/sanitize/lexer", "article/sanitize", "article", "article/htmlbody",
	"article/interchange", "article/interchange/wxr", "article/articletest", "article/articlesql",
	"reaction", "reaction/reactiontest", "reaction/reactionfile", "reaction/reactionsql", "reaction/reactionredis",
	"reaction/reactionhttp",
	"related", "render/internal/sink", "render/internal/xmltext", "render/internal/jsontext",
	"render", "render/theme",
}

func TestArrowsPointDown(t *testing.T) {
	seen := make(map[string]bool)
	for _, top := range []string{"taxonomy", "article", "reaction", "related", "render"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(path))
			require.NoError(t, err)
			at := slices.Index(floors[:], filepath.ToSlash(rel))
			require.NotEqual(t, -1, at, "%s has no floor", rel)
			seen[floors[at]] = true
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
			require.NoError(t, err)
			for _, spec := range file.Imports {
				imported, err := strconv.Unquote(spec.Path.Value)
				require.NoError(t, err)
				to, ours := strings.CutPrefix(imported, module)
				if !ours {
					continue
				}
				below := slices.Index(floors[:], to)
				isTest := strings.HasSuffix(path, "_test.go")
				assert.True(t, below >= 0 && (below < at || below == at && isTest || isTest && kit(to)), "%s imports %s", path, to)
			}
			return nil
		})
		require.NoError(t, err)
	}
	for _, f := range floors {
		assert.True(t, seen[f], "no package %s", f)
	}
}

// kit reports whether a package is the conformance kit of another, which tests of
// that one import.
func kit(pkg string) bool { return strings.HasSuffix(pkg, "test") }

// Below examples nothing asks the clock, the environment or the network.
func TestTheLibraryAsksNobodyForTheTime(t *testing.T) {
	forbidden := []string{"time.Now(", "time.Since(", "os.Getenv(", "os.LookupEnv(", "net.Dial", "http.Get(", "exec.Command("}
	for _, top := range []string{"taxonomy", "article", "reaction", "related", "render"} {
		err := filepath.WalkDir(filepath.Join(root, top), func(path string, d fs.DirEntry, err error) error {
			if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			source, err := os.ReadFile(path)
			require.NoError(t, err)
			for _, call := range forbidden {
				assert.NotContains(t, string(source), call, path)
			}
			return nil
		})
		require.NoError(t, err)
	}
}

func decodeCommand(t *testing.T, to any, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = root
	out, err := cmd.Output()
	require.NoError(t, err)
	dec := json.NewDecoder(strings.NewReader(string(out)))
	require.NoError(t, dec.Decode(to))
	_, err = dec.Token()
	require.True(t, errors.Is(err, io.EOF))
}
