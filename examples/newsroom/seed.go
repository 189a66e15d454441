package main

import (
	"cmp"
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/inline"
	"github.com/newsjunction/news/article/sanitize"
	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/slug"
)

//go:embed seed
var seedFiles embed.FS

// seedSource is the source of the ids of all that is seeded.
const seedSource = "newsroom"

// seed fills a newsroom that has no stories with those of the seed folder, dated
// back from start, and gives it the pages that it lacks.
func seed(ctx context.Context, db *database, start time.Time) error {
	stories, err := article.Keys(db.articles.List(ctx, article.Query{Limit: 1}))
	if err != nil {
		return err
	}
	s := &seeder{db: db, start: start}
	if len(stories) == 0 {
		if err := errors.Join(s.sections(ctx), s.authors(ctx)); err != nil {
			return err
		}
		if err := s.articles(ctx, "seed/articles", article.Story); err != nil {
			return err
		}
	}
	return s.articles(ctx, "seed/pages", article.Page)
}

type seeder struct {
	db    *database
	start time.Time
}

func readJSON[T any](name string) (list []T, err error) {
	content, err := seedFiles.ReadFile(name)
	if err == nil {
		err = json.Unmarshal(content, &list)
	}
	return list, err
}

func (s *seeder) sections(ctx context.Context) error {
	sections, err := readJSON[struct {
		Slug  string          `json:"slug"`
		Names taxonomy.Labels `json:"names"`
	}]("seed/sections.json")
	if err != nil {
		return err
	}
	return s.plan(ctx, func(tree *taxonomy.Tree, plan taxonomy.Plan) taxonomy.Plan {
		for i, section := range sections {
			id := taxonomy.CategoryID(seedSource, section.Slug)
			if _, ok := tree.Category(id); !ok {
				term := taxonomy.Term{ID: id, Labels: section.Names, Slug: section.Slug, Order: i + 1}
				plan = plan.AddCategory(taxonomy.Category{Term: term})
			}
		}
		return plan
	})
}

// plan applies and commits what add plans on the newest tree.
func (s *seeder) plan(ctx context.Context, add func(*taxonomy.Tree, taxonomy.Plan) taxonomy.Plan) error {
	tree, err := s.db.terms.Load(ctx)
	if err != nil {
		return err
	}
	_, change, err := tree.Apply(add(tree, tree.Plan()))
	if err != nil {
		return err
	}
	return s.db.terms.Commit(ctx, change)
}

func (s *seeder) authors(ctx context.Context) error {
	authors, err := readJSON[struct {
		Key, Name, Bio string
		Names          taxonomy.Labels
		Portrait       string // what it shows
		Links          []string
	}]("seed/authors.json")
	if err != nil {
		return err
	}
	for _, a := range authors {
		author := article.Author{
			ID: article.AuthorIDFor(seedSource, a.Key), Name: a.Name, Names: a.Names, Bio: a.Bio, Links: a.Links,
			Picture: &article.Image{URL: pictureFolder + "authors/" + a.Key + ".svg", Alt: a.Portrait, Width: 320, Height: 320},
		}
		if _, err := s.db.authors.SaveAuthor(ctx, author); err != nil {
			return err
		}
	}
	return nil
}

// articles saves every file of a folder that is not in the store yet.
func (s *seeder) articles(ctx context.Context, folder string, kind article.Kind) error {
	files, err := fs.ReadDir(seedFiles, folder)
	if err != nil {
		return err
	}
	for _, f := range files {
		key := strings.TrimSuffix(f.Name(), ".html")
		id := article.IDFor(seedSource, kind.String()+":"+key)
		if _, err := s.db.articles.Get(ctx, id); !errors.Is(err, article.ErrNotFound) {
			if err != nil {
				return err
			}
			continue
		}
		source, err := seedFiles.ReadFile(path.Join(folder, f.Name()))
		if err == nil {
			err = s.article(ctx, id, kind, key, string(source))
		}
		if err != nil {
			return fmt.Errorf("%s/%s: %w", folder, f.Name(), err)
		}
	}
	return nil
}

// article saves one story or page. One of negative age is scheduled; one that was
// corrected or updated is published as it was before, and then changed.
func (s *seeder) article(ctx context.Context, id article.ID, kind article.Kind, key, source string) error {
	head, html := header(source)
	age, err := time.ParseDuration(cmp.Or(head["Age"], "0s"))
	if err != nil {
		return err
	}
	content, err := s.content(ctx, head, strings.Replace(html, head["After"], cmp.Or(head["Before"], head["After"]), 1))
	if err != nil {
		return err
	}
	from := s.start.Add(-age)
	stamp := article.Stamp{At: s.start.Add(-max(age, 0)), By: "newsroom", Why: "first edition"}
	a, err := article.New(id, content, stamp)
	if err != nil {
		return err
	}
	a.Kind = kind
	if kind == article.Page {
		a.Name = slug.Name{Scope: "page", Slug: key}
	}
	if a, err = a.Schedule(article.Window{From: from}, stamp); err != nil {
		return err
	}
	if head["Corrected"] != "" {
		if a, err = s.correct(ctx, a, head, html); err != nil {
			return err
		}
	}
	_, err = s.db.articles.Save(ctx, a)
	return err
}

// correct changes a published article as its seed file says.
func (s *seeder) correct(ctx context.Context, a article.Article, head map[string]string, html string) (article.Article, error) {
	age, err := time.ParseDuration(head["Corrected"])
	if err != nil {
		return a, err
	}
	content, err := s.content(ctx, head, html)
	if err != nil {
		return a, err
	}
	correction := article.Correction{
		Kind: article.KindCorrection, Text: cmp.Or(head["Correction"], head["Update"]), Before: head["Before"], After: head["After"],
	}
	if head["Correction"] == "" {
		correction.Kind = article.KindUpdate
	}
	for i := range content.Body {
		block := &content.Body[i]
		block.ID = a.Content.Body[i].ID
		if correction.Block == "" && strings.Contains(article.Body{*block}.Text(), correction.After) {
			correction.Block = block.ID
		}
	}
	return a.Correct(correction, content, article.Stamp{At: s.start.Add(-age), By: "newsroom", Why: "the desk learnt more"})
}

// header splits a file into its fields and its HTML, at the first empty line.
func header(source string) (fields map[string]string, html string) {
	fields = make(map[string]string)
	head, html, _ := strings.Cut(source, "\n\n")
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		fields[name] = value
	}
	return fields, html
}

func (s *seeder) content(ctx context.Context, head map[string]string, html string) (article.Content, error) {
	body, report, err := htmlbody.Parse(strings.NewReader(linked(html)), sanitize.Article())
	if err != nil {
		return article.Content{}, err
	}
	if !report.Empty() {
		return article.Content{}, fmt.Errorf("the body does not come through whole: %s", report)
	}
	c := article.Content{
		Lang:      head["Lang"],
		Headlines: article.Texts{{Value: head["Headline"]}},
		Body:      body,
	}
	if deck := head["Deck"]; deck != "" {
		c.Decks = article.Texts{{Value: deck}}
	}
	if file := head["Picture"]; file != "" {
		c.Lead = &article.Image{
			URL: pictureFolder + file, Width: pictureWidth, Height: pictureHeight, Renditions: renditions(pictureFolder, file),
			Alt: head["Alt"], Caption: inline.Text(head["Caption"]), Credit: head["Credit"],
		}
	}
	c.Genre, c.Kicker, c.Dateline.Place = article.Genre(head["Genre"]), head["Kicker"], head["Dateline"]
	for _, key := range list(head["Authors"]) {
		c.Byline = append(c.Byline, article.Credit{Author: article.AuthorIDFor(seedSource, key)})
	}
	if name := head["Contributor"]; name != "" {
		c.Byline = append(c.Byline, article.Credit{Name: name, Role: article.PartReporting, Place: head["Contributed from"]})
	}
	for _, name := range list(head["Places"]) {
		c.Filing.Places = append(c.Filing.Places, article.Place{Name: name})
	}
	for _, key := range list(head["Picks"]) {
		c.Filing.Picks = append(c.Filing.Picks, article.IDFor(seedSource, "story:"+key))
	}
	if original := head["Translation"]; original != "" {
		c.Origin.Translation.Of = article.IDFor(seedSource, "story:"+original)
	}
	if section := head["Section"]; section != "" {
		c.Filing.Category = taxonomy.CategoryID(seedSource, section)
	}
	c.Filing.Tags, err = s.tags(ctx, c.Lang, list(head["Tags"]))
	return c, err
}

// linked puts ids in place of the keys that related links of a seed file name.
func linked(html string) string {
	const mark = `data-article="`
	parts := strings.Split(html, mark)
	for i, part := range parts[1:] {
		key, rest, _ := strings.Cut(part, `"`)
		parts[i+1] = article.IDFor(seedSource, "story:"+key).String() + `"` + rest
	}
	return strings.Join(parts, mark)
}

// tags finds or makes the tags of labels.
func (s *seeder) tags(ctx context.Context, lang string, labels []string) (tags []article.Tagging, err error) {
	err = s.plan(ctx, func(tree *taxonomy.Tree, plan taxonomy.Plan) taxonomy.Plan {
		for _, label := range labels {
			id := taxonomy.TagID(seedSource, label)
			if held, ok := tree.FindTag(label); ok {
				id = held.ID
			} else {
				plan = plan.AddTag(taxonomy.Tag{Term: taxonomy.Term{ID: id, Labels: taxonomy.Labels{{Lang: lang, Text: label}}}})
			}
			tags = append(tags, article.Tagging{Term: id})
		}
		return plan
	})
	return tags, err
}

func list(field string) []string {
	if field == "" {
		return nil
	}
	return strings.Split(field, ", ")
}
