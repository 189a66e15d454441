package main

import (
	"bytes"
	"context"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/a-h/templ"
	"golang.org/x/net/html"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy"
)

// base is where the pages think that they stand. All that is left of it in the files
// is what a browser does not follow.
const base = "https://archive.invalid"

// files is a Linker of pages in folders.
type files struct{}

func (files) ArticleURL(t article.Teaser) string {
	if t.Kind == article.Page {
		return "/page/" + url.PathEscape(t.Name.Slug) + ".html"
	}
	return "/story/" + url.PathEscape(t.Name.Slug) + ".html"
}

func (files) CategoryURL(c taxonomy.Category) string {
	return "/section/" + url.PathEscape(c.Slug) + ".html"
}

func (files) TagURL(t taxonomy.Tag) string { return "/tag/" + url.PathEscape(t.Slug) + ".html" }

func (files) AuthorURL(a article.Author) string {
	return "/author/" + url.PathEscape(a.Slug) + ".html"
}

// perIndex is how many stories the first page names.
const perIndex = 60

// folder writes the pages.
type folder struct {
	*archive
	path    string
	chrome  theme.Chrome
	stories []article.Teaser // newest first
	under   map[taxonomy.ID][]article.Teaser
	by      map[article.AuthorID][]article.Teaser
}

// writePages writes a folder of pages that link to each other by relative addresses.
func (a *archive) writePages(ctx context.Context, path string) error {
	site, err := a.site(files{}, base)
	if err != nil {
		return err
	}
	f := &folder{
		archive: a, path: path, chrome: theme.Chrome{Site: site, Files: theme.AssetsAt("/assets/"), Search: "/index.html"},
		under: make(map[taxonomy.ID][]article.Teaser), by: make(map[article.AuthorID][]article.Teaser),
	}
	if err := errors.Join(a.unseen(ctx, false), f.gather(ctx)); err != nil {
		return err
	}
	for _, asset := range theme.Assets() {
		if err := f.put("assets/"+asset.Name, asset.Bytes); err != nil {
			return err
		}
	}
	if err := f.lists(ctx); err != nil {
		return err
	}
	return f.articles(ctx)
}

// gather files the teasers under their terms and authors.
func (f *folder) gather(ctx context.Context) error {
	ids, err := article.Keys(f.archive.articles.List(ctx, article.Query{At: f.now}))
	if err != nil {
		return err
	}
	if f.stories, err = f.archive.articles.Teasers(ctx, f.now, ids...); err != nil {
		return err
	}
	for _, t := range f.stories {
		for _, id := range t.Filing.Terms() {
			f.under[id] = append(f.under[id], t)
		}
		for _, c := range t.Byline {
			f.by[c.Author] = append(f.by[c.Author], t)
		}
	}
	for c := range f.tree.Sections(taxonomy.ID{}) {
		if len(f.under[c.ID]) > 0 && len(f.chrome.Sections) < 8 {
			f.chrome.Sections = append(f.chrome.Sections, c)
		}
	}
	f.chrome.Latest = f.stories[:min(4, len(f.stories))]
	pages, err := article.Keys(f.archive.articles.List(ctx, article.Query{At: f.now, Kind: article.Page, Oldest: true}))
	if err == nil {
		f.chrome.Pages, err = f.archive.articles.Teasers(ctx, f.now, pages...)
	}
	return err
}

func (f *folder) lists(ctx context.Context) error {
	top := min(4, len(f.stories))
	home := theme.HomePage{Chrome: f.chrome, Top: f.stories[:top], Latest: f.stories[top:min(perIndex, len(f.stories))]}
	if err := f.show(ctx, "/index.html", theme.Home(home)); err != nil {
		return err
	}
	for c := range f.tree.Categories() {
		chrome := f.chrome
		chrome.Current = c.ID
		page := theme.ListPage{Kind: theme.SectionList, Chrome: chrome, Heading: c.Labels.In(""), Trail: f.tree.Breadcrumb(c.ID), URL: files{}.CategoryURL(c), Stories: f.under[c.ID]}
		if err := f.show(ctx, page.URL, theme.List(page)); err != nil {
			return err
		}
	}
	for t := range f.tree.Tags() {
		page := theme.ListPage{Kind: theme.TagList, Chrome: f.chrome, Heading: t.Labels.In(""), URL: files{}.TagURL(t), Stories: f.under[t.ID]}
		if err := f.show(ctx, page.URL, theme.List(page)); err != nil {
			return err
		}
	}
	people, err := f.archive.articles.Authors(ctx, f.people...)
	for _, a := range people {
		page := theme.ListPage{Kind: theme.AuthorList, Chrome: f.chrome, Heading: a.Name, URL: files{}.AuthorURL(a), Stories: f.by[a.ID]}
		if err := f.show(ctx, page.URL, theme.List(page)); err != nil {
			return err
		}
	}
	return err
}

// articles writes the stories, each with those beside it in time, and the pages.
func (f *folder) articles(ctx context.Context) error {
	for i, t := range f.stories {
		page := theme.ArticlePage{Chrome: f.chrome}
		if i > 0 {
			page.Next = &f.stories[i-1]
		}
		if i+1 < len(f.stories) {
			page.Previous = &f.stories[i+1]
		}
		for v, err := range f.archive.articles.Views(ctx, f.now, t.ID) {
			page.View = v
			if err == nil {
				err = f.show(ctx, files{}.ArticleURL(t), theme.Article(page))
			}
			if err != nil {
				return err
			}
		}
	}
	for _, t := range f.chrome.Pages {
		for v, err := range f.archive.articles.Views(ctx, f.now, t.ID) {
			if err == nil {
				err = f.show(ctx, files{}.ArticleURL(t), theme.Static(theme.StaticPage{Chrome: f.chrome, View: v}))
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// show writes a page under the path of its address.
func (f *folder) show(ctx context.Context, address string, page templ.Component) error {
	var out bytes.Buffer
	if err := page.Render(ctx, &out); err != nil {
		return err
	}
	up := strings.Repeat("../", strings.Count(address, "/")-1)
	text, err := relative(out.Bytes(), up)
	if err != nil {
		return err
	}
	return f.put(strings.TrimPrefix(address, "/"), text)
}

// put writes a file. Slugs and the names of assets hold neither dots nor slashes that
// could lead out of the folder.
func (f *folder) put(name string, text []byte) error {
	path := filepath.Join(f.path, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, text, 0o644)
}

// relative makes the addresses in a page that lead to the archive lead on from where
// the page stands: a browser opens files without a server.
func relative(page []byte, up string) ([]byte, error) {
	var out bytes.Buffer
	for z := html.NewTokenizer(bytes.NewReader(page)); ; {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes(), nil // a page in memory has no error but its end
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			out.Write(z.Raw())
			continue
		}
		raw := bytes.Clone(z.Raw())
		token, changed := z.Token(), false
		for i, a := range token.Attr {
			switch a.Key {
			case "href", "src", "action", "poster":
				if to, ok := local(a.Val, up); ok {
					token.Attr[i].Val, changed = to, true
				}
			}
		}
		if changed {
			out.WriteString(token.String())
		} else {
			out.Write(raw)
		}
	}
}

// local returns where an address of the archive leads from a page.
func local(address, up string) (string, bool) {
	path, ok := strings.CutPrefix(address, base)
	if !ok && (!strings.HasPrefix(address, "/") || strings.HasPrefix(address, "//")) {
		return "", false
	}
	name, fragment, found := strings.Cut(strings.TrimPrefix(path, "/"), "#")
	known := false
	for _, folder := range [...]string{"story/", "page/", "section/", "tag/", "author/", "assets/"} {
		known = known || strings.HasPrefix(name, folder)
	}
	if !known {
		name = "index.html"
	}
	if found {
		name += "#" + fragment
	}
	return up + name, true
}
