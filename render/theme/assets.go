package theme

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"slices"
	"strings"
	"sync"
)

// An Asset is a file that pages refer to. Its name changes with its content, so it
// may be cached for ever.
type Asset struct {
	Name  string // such as "news-0f3a92c41b7d.css"
	Type  string // for the Content-Type header
	Bytes []byte
}

// Files are the URLs under which the assets are served.
type Files struct {
	Style  string
	Late   string // the style of what stands below the head of a page, or opens over it
	Script string // "": pages do without
	Icon   string
}

//go:embed assets/news.css
var style string

//go:embed assets/late.css
var late string

//go:embed assets/news.js
var script string

//go:embed assets/icon.svg
var icon string

// Assets returns the files that pages refer to: two of style, script and icon. The bytes
// are shared: do not write to them.
func Assets() []Asset { return slices.Clone(assets()) }

// AssetsAt returns the URLs of the assets where they are served by name below a
// prefix such as "/assets/".
func AssetsAt(prefix string) Files {
	prefix = strings.TrimSuffix(prefix, "/") + "/"
	a := assets()
	return Files{Style: prefix + a[0].Name, Late: prefix + a[1].Name, Script: prefix + a[2].Name, Icon: prefix + a[3].Name}
}

// The names are worked out once; the list is never written again.
var assets = sync.OnceValue(func() []Asset {
	return []Asset{
		asset("news", "css", "text/css; charset=utf-8", style),
		asset("late", "css", "text/css; charset=utf-8", late),
		asset("news", "js", "text/javascript; charset=utf-8", script),
		asset("icon", "svg", "image/svg+xml", icon),
	}
})

func asset(name, extension, kind, content string) Asset {
	sum := sha256.Sum256([]byte(content))
	return Asset{
		Name:  name + "-" + hex.EncodeToString(sum[:6]) + "." + extension,
		Type:  kind,
		Bytes: []byte(content),
	}
}
