package related_test

import (
	"testing"

	"github.com/newsjunction/news/related"
)

func BenchmarkPut(b *testing.B) {
	j := collection(b, "dgov")
	bytes := 0
	for _, d := range j.docs {
		bytes += len(d.Body)
	}
	b.SetBytes(int64(bytes / len(j.docs)))
	b.ReportAllocs()
	ix := related.NewIndex(related.Options{})
	for i := 0; b.Loop(); i++ {
		if i%len(j.docs) == 0 {
			ix = related.NewIndex(related.Options{})
		}
		if err := ix.Put(j.docs[i%len(j.docs)]); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRelated(b *testing.B) {
	j := collection(b, "dgov")
	ix := j.index(b)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := ix.Related(j.docs[i%len(j.docs)].ID, related.Query{At: late}); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSearch(b *testing.B) {
	ix := collection(b, "dgov").index(b)
	for _, text := range []string{"accessibility", "mobile government apps", "open data pol"} {
		b.Run(text, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := ix.Search(text, related.Query{At: late, K: 10}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
