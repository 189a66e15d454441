package bench

import (
	"bufio"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/blevesearch/bleve/v2"
	"github.com/stretchr/testify/require"
	_ "modernc.org/sqlite"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

var archive = flag.Int("archive", 10_000, "articles of the archive in the benchmarks of package related")

// A story is an article of the judged collections, or made of their sentences.
type story struct {
	ID, Title, Body  string
	Tags, Categories []string
	Published        time.Time
}

func (s story) document() related.Document {
	return related.Document{ID: article.IDFor("bench", s.ID), Lang: "en", Title: s.Title, Body: s.Body, Tags: s.Tags,
		Categories: s.Categories, Published: s.Published}
}

func jsonLines[T any](tb testing.TB, name string, each func(T)) {
	path := filepath.Join("..", "..", "..", "shared", "data", "related", name)
	f, err := os.Open(path)
	if err != nil {
		if os.Getenv("CI") != "" {
			tb.Fatal("the judged collections are absent: ", path)
		}
		tb.Skip("the judged collections are absent: ", path)
	}
	defer f.Close()
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 8<<20)
	for scanner.Scan() {
		var v T
		require.NoError(tb, json.Unmarshal(scanner.Bytes(), &v))
		each(v)
	}
	require.NoError(tb, scanner.Err())
}

func stories(tb testing.TB, name string) []story {
	var all []story
	jsonLines(tb, name+".docs.jsonl", func(s story) {
		s.ID = name + "/" + s.ID
		all = append(all, s)
	})
	return all
}

// mixed makes articles of real sentences: mostly of one story, some of another and of
// any, with names that few articles have, so that words are as frequent as in a real
// archive, and rare ones become more with it.
func mixed(tb testing.TB, n int) func(i int) story {
	var all []story
	for _, name := range []string{"dgov", "18f", "events", "ecb", "lee"} {
		all = append(all, stories(tb, name)...)
	}
	sentences := make([][]string, len(all))
	for i, s := range all {
		sentences[i] = strings.SplitAfter(s.Body, ". ")
	}
	start := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC)
	return func(i int) story {
		r := rand.New(rand.NewPCG(uint64(i), 7))
		a, b := r.IntN(len(all)), r.IntN(len(all))
		var body strings.Builder
		for body.Len() < 2_300 {
			from := sentences[a]
			switch r.IntN(4) {
			case 0:
				from = sentences[b]
			case 1:
				from = sentences[r.IntN(len(sentences))]
			}
			body.WriteString(from[r.IntN(len(from))])
			if r.IntN(3) == 0 {
				fmt.Fprintf(&body, " name%d ", int(r.ExpFloat64()*float64(n)/10))
			}
		}
		return story{ID: fmt.Sprint(i), Title: all[a].Title, Body: body.String(), Tags: all[a].Tags, Categories: all[b].Categories,
			Published: start.Add(time.Duration(i) * time.Hour)}
	}
}

// An engine finds the stories like one.
type engine interface {
	put(story)
	related(s story, k int) []string
}

type oursRelated struct {
	*related.Index
	name map[article.ID]string
	hits []related.Hit
	at   time.Time
}

func newOursRelated(testing.TB) engine {
	return &oursRelated{Index: related.NewIndex(related.Options{}), name: make(map[article.ID]string), at: time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)}
}

func (o *oursRelated) put(s story) {
	d := s.document()
	o.name[d.ID] = s.ID
	if err := o.Put(d); err != nil {
		panic(err)
	}
}

func (o *oursRelated) related(s story, k int) []string {
	o.hits, _ = o.AppendRelated(o.hits[:0], article.IDFor("bench", s.ID), related.Query{K: k, At: o.at})
	var ids []string
	for _, h := range o.hits {
		ids = append(ids, o.name[h.ID])
	}
	return ids
}

// vocabulary chooses what peers, which compare no articles, are asked: the 64 words
// of an article with the greatest frequency times inverse document frequency.
type vocabulary struct {
	docs int
	df   map[string]int
}

func (v *vocabulary) words(s story) map[string]int {
	count := make(map[string]int)
	for w := range strings.FieldsFuncSeq(strings.ToLower(s.Title+" "+s.Body), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') }) {
		if len(w) > 2 {
			count[w]++
		}
	}
	return count
}

func (v *vocabulary) add(s story) {
	if v.df == nil {
		v.df = make(map[string]int)
	}
	v.docs++
	for w := range v.words(s) {
		v.df[w]++
	}
}

func (v *vocabulary) best(s story) []string {
	count := v.words(s)
	var words []string
	for w := range count {
		words = append(words, w)
	}
	value := func(w string) float64 {
		return float64(count[w]) * math.Log(1+float64(v.docs)/float64(1+v.df[w]))
	}
	slices.SortFunc(words, func(a, b string) int { return cmp.Or(-cmp.Compare(value(a), value(b)), cmp.Compare(a, b)) })
	return words[:min(len(words), 64)]
}

type bleveRelated struct {
	vocabulary
	index bleve.Index
	batch *bleve.Batch
}

func newBleveRelated(tb testing.TB) engine {
	mapping := bleve.NewIndexMapping()
	mapping.DefaultAnalyzer = "en"
	index, err := bleve.NewMemOnly(mapping)
	require.NoError(tb, err)
	tb.Cleanup(func() { _ = index.Close() })
	return &bleveRelated{index: index, batch: index.NewBatch()}
}

func (e *bleveRelated) put(s story) {
	e.add(s)
	err := e.batch.Index(s.ID, map[string]string{"title": s.Title, "body": s.Body})
	if e.batch.Size() == 200 {
		e.flush()
	}
	if err != nil {
		panic(err)
	}
}

func (e *bleveRelated) flush() {
	if err := e.index.Batch(e.batch); err != nil {
		panic(err)
	}
	e.batch = e.index.NewBatch()
}

func (e *bleveRelated) related(s story, k int) []string {
	if e.batch.Size() > 0 {
		e.flush()
	}
	request := bleve.NewSearchRequestOptions(bleve.NewMatchQuery(strings.Join(e.best(s), " ")), k+1, 0, false)
	answer, err := e.index.Search(request)
	if err != nil {
		panic(err)
	}
	var ids []string
	for _, hit := range answer.Hits {
		ids = append(ids, hit.ID)
	}
	return without(ids, s.ID, k)
}

func without(ids []string, id string, k int) []string {
	ids = slices.DeleteFunc(ids, func(other string) bool { return other == id })
	return ids[:min(len(ids), k)]
}

type sqliteRelated struct {
	vocabulary
	db *sql.DB
	tx *sql.Tx
}

func newSQLiteRelated(tb testing.TB) engine {
	db, err := sql.Open("sqlite", ":memory:")
	require.NoError(tb, err)
	db.SetMaxOpenConns(1)
	tb.Cleanup(func() { _ = db.Close() })
	_, err = db.ExecContext(context.Background(), `CREATE VIRTUAL TABLE story USING fts5(id UNINDEXED, title, body, tokenize='porter unicode61')`)
	require.NoError(tb, err)
	e := &sqliteRelated{db: db}
	return e
}

func (e *sqliteRelated) put(s story) {
	e.add(s)
	if e.tx == nil {
		tx, err := e.db.BeginTx(context.Background(), nil)
		if err != nil {
			panic(err)
		}
		e.tx = tx
	}
	if _, err := e.tx.ExecContext(context.Background(), `INSERT INTO story VALUES (?, ?, ?)`, s.ID, s.Title, s.Body); err != nil {
		panic(err)
	}
}

func (e *sqliteRelated) related(s story, k int) []string {
	if e.tx != nil {
		if err := e.tx.Commit(); err != nil {
			panic(err)
		}
		e.tx = nil
	}
	rows, err := e.db.QueryContext(context.Background(), `SELECT id FROM story WHERE story MATCH ? ORDER BY bm25(story, 0, 3, 1) LIMIT ?`,
		`"`+strings.Join(e.best(s), `" OR "`)+`"`, k+1)
	if err != nil {
		panic(err)
	}
	defer rows.Close()
	var ids []string
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			panic(err)
		}
		ids = append(ids, id)
	}
	return without(ids, s.ID, k)
}

func relatedEngines() []struct {
	name string
	open func(testing.TB) engine
} {
	return []struct {
		name string
		open func(testing.TB) engine
	}{{"ours", newOursRelated}, {"bleve", newBleveRelated}, {"sqlite-fts5", newSQLiteRelated}}
}

// BenchmarkRelated asks for the four stories like one, in an archive of -archive
// articles, and reports the time of half and of 99 in 100 of the answers.
func BenchmarkRelated(b *testing.B) {
	make := mixed(b, *archive)
	for _, peer := range relatedEngines() {
		b.Run(peer.name, func(b *testing.B) {
			e := peer.open(b)
			for i := range *archive {
				e.put(make(i))
			}
			e.related(make(0), 4)
			r := rand.New(rand.NewPCG(1, 2))
			var took []time.Duration
			b.ResetTimer()
			for b.Loop() {
				s := make(r.IntN(*archive))
				start := time.Now()
				e.related(s, 4)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
			b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
		})
	}
}

// BenchmarkRelatedPut adds articles, and reports how many a second and what one takes
// of memory when -archive of them are held.
func BenchmarkRelatedPut(b *testing.B) {
	make := mixed(b, *archive)
	for _, peer := range relatedEngines() {
		b.Run(peer.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				e := peer.open(b)
				spent := time.Duration(0)
				for i := range *archive {
					s := make(i)
					start := time.Now()
					e.put(s)
					spent += time.Since(start)
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(*archive)/spent.Seconds(), "articles/s")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(*archive), "heap-B/article")
				runtime.KeepAlive(e)
				b.StartTimer()
			}
		})
	}
}

// BenchmarkRelatedQuality reports the nDCG@5 of each engine on what the editors of a
// site linked, and for ours what reading fewer postings and comparing fewer documents
// costs.
func BenchmarkRelatedQuality(b *testing.B) {
	all := stories(b, "dgov")
	byID := make(map[string]story)
	for _, s := range all {
		byID[s.ID] = s
	}
	engines := relatedEngines()
	for _, o := range []related.Options{{Postings: related.MaxPostings, Candidates: related.MaxCandidates}, {Postings: 4_000}, {Candidates: 16}} {
		name := fmt.Sprintf("ours/%d-postings/%d-candidates", o.Postings, o.Candidates)
		engines = append(engines, struct {
			name string
			open func(testing.TB) engine
		}{name, func(tb testing.TB) engine {
			e := newOursRelated(tb).(*oursRelated)
			e.Index = related.NewIndex(o)
			return e
		}})
	}
	for _, peer := range engines {
		b.Run(peer.name, func(b *testing.B) {
			e := peer.open(b)
			for _, s := range all {
				e.put(s)
			}
			for b.Loop() {
				b.ReportMetric(nDCG(b, e, byID), "nDCG@5")
			}
		})
	}
}

func nDCG(tb testing.TB, e engine, byID map[string]story) float64 {
	sum, n := 0.0, 0
	jsonLines(tb, "dgov.dev.qrels.jsonl", func(q struct {
		Query string
		Rel   map[string]float64
	}) {
		got, ideal := 0.0, 0.0
		for i, id := range e.related(byID["dgov/"+q.Query], 5) {
			got += q.Rel[strings.TrimPrefix(id, "dgov/")] / math.Log2(float64(i)+2)
		}
		var grades []float64
		for _, g := range q.Rel {
			grades = append(grades, g)
		}
		slices.Sort(grades)
		slices.Reverse(grades)
		for i, g := range grades[:min(5, len(grades))] {
			ideal += g / math.Log2(float64(i)+2)
		}
		sum += got / ideal
		n++
	})
	return sum / float64(n)
}
