package bench

import (
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/related"
)

// BenchmarkRelatedWhilePutting asks for related stories while nobody writes, and while a
// writer puts one story after the other, and reports how long readers wait for an
// answer: half of them, 99 in 100, and the one that waits longest. On a machine that does
// other things too, the longest is what the machine lets it wait, writing or not.
func BenchmarkRelatedWhilePutting(b *testing.B) {
	make := mixed(b, *archive)
	ix := related.NewIndex(related.Options{})
	for i := range *archive {
		require.NoError(b, ix.Put(make(i).document()))
	}
	at := time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC)
	for _, writing := range []bool{false, true} {
		b.Run(fmt.Sprintf("writing=%t", writing), func(b *testing.B) {
			var stop atomic.Bool
			puts := 0
			written := func() {
				for ; writing && !stop.Load(); puts++ {
					if err := ix.Put(make(*archive + puts).document()); err != nil {
						panic(err)
					}
				}
			}
			done := goDone(written)
			r := rand.New(rand.NewPCG(1, 2))
			var hits []related.Hit
			var took []time.Duration
			for b.Loop() {
				id := article.IDFor("bench", fmt.Sprint(r.IntN(*archive)))
				start := time.Now()
				hits, _ = ix.AppendRelated(hits[:0], id, related.Query{At: at})
				took = append(took, time.Since(start))
			}
			stop.Store(true)
			<-done
			report(b, "", took)
			b.ReportMetric(float64(took[len(took)-1].Microseconds()), "longest-µs")
			b.ReportMetric(float64(puts), "puts")
		})
	}
}

// goDone runs f beside the caller, and closes what it returns when f has returned.
func goDone(f func()) <-chan struct{} {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	return done
}
