package theme

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"strings"
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
	Script string // "": pages do without
	Icon   string
}

//go:embed assets/news.css
var style string

//go:embed assets/news.js
var script string

//go:embed assets/icon.svg
var icon string

// Assets returns the files that pages refer to: style, script and icon. The bytes
// are the caller's own.
func Assets() []Asset {
	return []Asset{
		asset("news", "css", "text/css; charset=utf-8", style),
		asset("news", "js", "text/javascript; charset=utf-8", script),
		asset("icon", "svg", "image/svg+xml", icon),
	}
}

// AssetsAt returns the URLs of the assets where they are served by name below a
// prefix such as "/assets/".
func AssetsAt(prefix string) Files {
	at := func(i int) string { return strings.TrimSuffix(prefix, "/") + "/" + Assets()[i].Name }
	return Files{Style: at(0), Script: at(1), Icon: at(2)}
}

func asset(name, extension, kind, content string) Asset {
	sum := sha256.Sum256([]byte(content))
	return Asset{
		Name:  name + "-" + hex.EncodeToString(sum[:6]) + "." + extension,
		Type:  kind,
		Bytes: []byte(content),
	}
}
