package articletest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
)

// A store could lose a block of a type that the kit does not have.
func TestRichBodyHasABlockOfEveryType(t *testing.T) {
	var have []string
	for _, block := range rich().Body {
		have = append(have, reflect.TypeOf(block.Content).Name())
	}
	want := blockTypes(t)
	require.NotEmpty(t, want)
	assert.ElementsMatch(t, want, have)
}

// blockTypes returns the types that package article says are a block's content: those
// with a method Type.
func blockTypes(t *testing.T) (names []string) {
	files, err := filepath.Glob("../*.go")
	require.NoError(t, err)
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		for _, decl := range parsed.Decls {
			if f, ok := decl.(*ast.FuncDecl); ok && f.Recv != nil && f.Name.Name == "Type" {
				names = append(names, f.Recv.List[0].Type.(*ast.Ident).Name)
			}
		}
	}
	return names
}

// A store could lose a field that the kit leaves empty everywhere.
func TestRichContentAndAuthorFillEveryField(t *testing.T) {
	seen := fields{}
	seen.walk(reflect.ValueOf(rich()))
	seen.walk(reflect.ValueOf(richAuthor()))
	var empty []string
	for name, filled := range seen {
		if !filled {
			empty = append(empty, name)
		}
	}
	slices.Sort(empty)
	assert.Empty(t, empty)
	for _, name := range []string{"Content.Extensions", "Block.Channels", "Focus.Extra", "Window.Until", "LatLong.Long", "Author.Links"} {
		assert.Contains(t, seen, name, "the walk gets everywhere")
	}
}

// fields says of those of package article whether one value has something in them.
type fields map[string]bool

func (f fields) walk(v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			f.walk(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			f.walk(v.Index(i))
		}
	case reflect.Struct:
		if v.Type().PkgPath() != reflect.TypeFor[article.Article]().PkgPath() {
			return
		}
		for i := range v.NumField() {
			name := v.Type().Name() + "." + v.Type().Field(i).Name
			f[name] = f[name] || !v.Field(i).IsZero()
			f.walk(v.Field(i))
		}
	}
}

func TestRichContentIsSound(t *testing.T) {
	require.NoError(t, rich().Check())
	require.NoError(t, richAuthor().Check())
}
