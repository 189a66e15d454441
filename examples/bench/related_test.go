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
	"github.com/newsjunction/news/taxonomy"
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
	return o.ask(s, related.Query{K: k, At: o.at})
}

func (o *oursRelated) ask(s story, q related.Query) []string {
	o.hits, _ = o.AppendRelated(o.hits[:0], article.IDFor("bench", s.ID), q)
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

type peerEngine struct {
	name string
	open func(testing.TB) engine
}

func relatedEngines() []peerEngine {
	return []peerEngine{{"ours", newOursRelated}, {"bleve", newBleveRelated}, {"sqlite-fts5", newSQLiteRelated}}
}

// BenchmarkRelated asks for the four stories like one, in an archive of -archive
// articles, and reports the time in which half and 99 in 100 of the answers are there,
// and the processor time of one, which does not grow with what else the machine does.
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
			asked := [2_000]story{} // made beforehand, so that this is not charged to the answers
			for i := range asked {
				asked[i] = make(r.IntN(*archive))
			}
			runtime.GC() // nor is what the building left
			var took []time.Duration
			b.ResetTimer()
			cost := timed(func() {
				for i := 0; b.Loop(); i++ {
					start := time.Now()
					e.related(asked[i%len(asked)], 4)
					took = append(took, time.Since(start))
				}
			})
			report(b, "", took)
			b.ReportMetric(float64(cost.Microseconds())/float64(len(took)), "cpu-µs/answer")
		})
	}
}

// report reports which time half and 99 in 100 of the answers did not exceed.
func report(b *testing.B, of string, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds()), of+"p50-µs")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), of+"p99-µs")
}

// BenchmarkRelatedPut adds articles, and reports how many a second of processor time and
// what one takes of memory when -archive of them are held.
func BenchmarkRelatedPut(b *testing.B) {
	make := mixed(b, *archive)
	for _, peer := range relatedEngines() {
		b.Run(peer.name, func(b *testing.B) {
			for b.Loop() {
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				e := peer.open(b)
				spent := time.Duration(0)
				const lot = 100
				for i := 0; i < *archive; i += lot {
					var some []story
					for k := i; k < min(i+lot, *archive); k++ {
						some = append(some, make(k))
					}
					spent += timed(func() {
						for _, s := range some {
							e.put(s)
						}
					})
				}
				runtime.GC()
				runtime.ReadMemStats(&after)
				b.ReportMetric(float64(*archive)/spent.Seconds(), "articles/s")
				b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/float64(*archive), "heap-B/article")
				runtime.KeepAlive(e)
			}
		})
	}
}

// BenchmarkRelatedQuality reports the nDCG@5 of each engine on what the editors of a
// site linked, and the processor time of an answer; for ours also what reading fewer
// postings and comparing fewer documents costs of it.
func BenchmarkRelatedQuality(b *testing.B) {
	all := stories(b, "dgov")
	byID := make(map[string]story)
	for _, s := range all {
		byID[s.ID] = s
	}
	engines := relatedEngines()
	for _, o := range []related.Options{{Postings: related.MaxPostings, Candidates: related.MaxCandidates}, {Postings: 2_000}, {Candidates: 12}} {
		name := fmt.Sprintf("ours/%d-postings/%d-candidates", o.Postings, o.Candidates)
		engines = append(engines, peerEngine{name, func(tb testing.TB) engine {
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
				mean, cost := nDCG(b, e, byID)
				b.ReportMetric(mean, "nDCG@5")
				b.ReportMetric(float64(cost.Microseconds()), "cpu-µs/answer")
			}
		})
	}
}

// amid finds the stories of a site among all those of an archive.
type amid struct {
	*oursRelated
	site taxonomy.ID
}

func (a amid) related(s story, k int) []string {
	return a.ask(s, related.Query{K: k, At: a.at, Sections: []taxonomy.ID{a.site}})
}

// BenchmarkRelatedQualityAmid reports the same for a site whose stories stand amid
// -archive others that are made of its words, so that lists of postings are as long as
// there: what the limit of postings read costs shows in a large archive only.
func BenchmarkRelatedQualityAmid(b *testing.B) {
	all := stories(b, "dgov")
	byID := make(map[string]story)
	for _, s := range all {
		byID[s.ID] = s
	}
	site := taxonomy.CategoryID("bench", "site")
	other := mixed(b, *archive)
	for _, o := range []related.Options{{}, {Postings: related.MaxPostings}} {
		b.Run(fmt.Sprintf("%d-postings", o.Postings), func(b *testing.B) {
			e := newOursRelated(b).(*oursRelated)
			e.Index = related.NewIndex(o)
			for i := range *archive {
				e.put(other(i))
			}
			for _, s := range all {
				d := s.document()
				d.Section = site
				e.name[d.ID] = s.ID
				require.NoError(b, e.Put(d))
			}
			for b.Loop() {
				mean, cost := nDCG(b, amid{e, site}, byID)
				b.ReportMetric(mean, "nDCG@5")
				b.ReportMetric(float64(cost.Microseconds()), "cpu-µs/answer")
			}
		})
	}
}

// nDCG returns the mean over all queries, and the processor time of an answer.
func nDCG(tb testing.TB, e engine, byID map[string]story) (mean float64, cost time.Duration) {
	sum, n := 0.0, 0
	jsonLines(tb, "dgov.dev.qrels.jsonl", func(q struct {
		Query string
		Rel   map[string]float64
	}) {
		got, ideal := 0.0, 0.0
		var ids []string
		cost += timed(func() { ids = e.related(byID["dgov/"+q.Query], 5) })
		for i, id := range ids {
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
	return sum / float64(n), cost / time.Duration(n)
}
