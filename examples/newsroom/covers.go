package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"iter"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/taxonomy"
)

const (
	pictureWidth, pictureHeight = 1200, 675 // of a story's own drawing
	pictureFolder               = "/pictures/"
	coverFolder                 = "/covers/"
	coverDice                   = 2 // bytes that choose a cover
)

// renditionWidths are the widths that the site's drawings are there in beside their own;
// the heights that belong to them are whole numbers.
func renditionWidths() []int { return []int{480, 800} }

// renditions returns the sizes that a drawing is there in. Each stands in a folder that
// is named after its width.
func renditions(folder, name string) []article.Rendition {
	var list []article.Rendition
	for _, width := range renditionWidths() {
		list = append(list, article.Rendition{
			URL: folder + strconv.Itoa(width) + "/" + name, Width: width, Height: width * pictureHeight / pictureWidth,
		})
	}
	return list
}

// sized returns a drawing at another width: what its root element says of its size.
func sized(drawing []byte, width int) []byte {
	size := func(w int) []byte {
		return fmt.Appendf(nil, `width="%d" height="%d"`, w, w*pictureHeight/pictureWidth)
	}
	return bytes.Replace(drawing, size(pictureWidth), size(width), 1)
}

// An illustrated store gives a cover to each story that has no picture, so that lists,
// cards and networks have one to show. What is stored stays as it is.
type illustrated struct{ article.Store }

// Views implements article.Store.
func (s illustrated) Views(ctx context.Context, now time.Time, ids ...article.ID) iter.Seq2[article.View, error] {
	return func(yield func(article.View, error) bool) {
		for v, err := range s.Store.Views(ctx, now, ids...) {
			illustrate(&v.Teaser)
			if !yield(v, err) {
				return
			}
		}
	}
}

// Teasers implements article.Store.
func (s illustrated) Teasers(ctx context.Context, now time.Time, ids ...article.ID) ([]article.Teaser, error) {
	list, err := s.Store.Teasers(ctx, now, ids...)
	for i := range list {
		illustrate(&list[i])
	}
	return list, err
}

func illustrate(t *article.Teaser) {
	if t.Lead != nil || t.Kind != article.Story || t.ID.IsZero() {
		return
	}
	name := coverName(t.ID)
	t.Lead = &article.Image{
		URL: coverFolder + name, Width: pictureWidth, Height: pictureHeight, Renditions: renditions(coverFolder, name),
		Alt: "A drawing of railway lines that meet at a junction",
		Alts: taxonomy.Labels{
			{Lang: "ar", Text: "رسم لخطوط سكك حديدية تلتقي عند مفترق"},
			{Lang: "de", Text: "Eine Zeichnung von Gleisen, die sich an einem Knoten treffen"},
			{Lang: "es", Text: "Un dibujo de vías que se encuentran en un cruce"},
		},
		Credit: "Cover: News Junction",
	}
}

// pictures serves the drawings of the seeded stories, in all their sizes, and the
// portraits of their authors.
func pictures(w http.ResponseWriter, r *http.Request) {
	width, name := rendition(strings.TrimPrefix(r.URL.Path, pictureFolder))
	drawing, err := seedFiles.ReadFile("seed/pictures/" + name)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	draw(w, r, sized(drawing, width))
}

// coverName names the cover of a story: so many are enough, and a page that shows
// fifty of them stays small.
func coverName(id article.ID) string {
	sum := sha256.Sum256(id.UUID[:])
	return hex.EncodeToString(sum[:coverDice]) + ".svg"
}

// drawnCover returns the cover of a name, and nothing for what is no name of one.
func drawnCover(name string) []byte {
	hexadecimal, ok := strings.CutSuffix(name, ".svg")
	dice, err := hex.DecodeString(hexadecimal)
	if !ok || err != nil || len(dice) != coverDice || hexadecimal != hex.EncodeToString(dice) {
		return nil
	}
	return cover(dice)
}

// covers serves the covers, in all their sizes.
func covers(w http.ResponseWriter, r *http.Request) {
	width, name := rendition(strings.TrimPrefix(r.URL.Path, coverFolder))
	drawing := drawnCover(name)
	if drawing == nil {
		http.NotFound(w, r)
		return
	}
	draw(w, r, sized(drawing, width))
}

// draw answers with a drawing, which may be kept for a day.
func draw(w http.ResponseWriter, r *http.Request, drawing []byte) {
	w.Header().Set("Content-Type", "image/svg+xml")
	w.Header().Set("Cache-Control", "public, max-age=86400")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(drawing))
}

// rendition takes the path of a drawing apart: the width that it is wanted in, where the
// folder that it stands in is named after one, and the rest.
func rendition(path string) (width int, name string) {
	folder, rest, _ := strings.Cut(path, "/")
	for _, width := range renditionWidths() {
		if folder == strconv.Itoa(width) {
			return width, rest
		}
	}
	return pictureWidth, path
}

// cover draws railway lines that come together, in a colour and at places that dice
// choose: the same story always has the same cover.
func cover(dice []byte) []byte {
	throws := sha256.Sum256(dice)
	hue := int(throws[0]) * 360 / 256
	x, y := 560+int(throws[1]), 260+int(throws[2])*160/256 // of the junction
	out := fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 1200 675">`+
		`<rect width="1200" height="675" fill="hsl(%d 38%% 24%%)"/><g fill="none" stroke-linecap="round">`,
		pictureWidth, pictureHeight, hue)
	for i := range 5 {
		from, to := 40+145*i, 40+int(throws[8+i])*595/256
		curve := fmt.Sprintf("M-40 %d C%d %d %d %d %d %d S%d %d 1240 %d", from, x/2, from, x/2, y, x, y, (x+1240)/2, to, to)
		tint := (hue + 12*i) % 360
		out = fmt.Appendf(out, `<path d="%s" stroke="hsl(%d 55%% 34%%)" stroke-width="26"/><path d="%s" stroke="hsl(%d 55%% 70%%)" stroke-width="6"/>`,
			curve, tint, curve, tint)
	}
	return fmt.Appendf(out, `</g><circle cx="%d" cy="%d" r="44" fill="hsl(%d 75%% 62%%)"/><circle cx="%d" cy="%d" r="20" fill="hsl(%d 38%% 24%%)"/></svg>`,
		x, y, (hue+180)%360, x, y, hue)
}
