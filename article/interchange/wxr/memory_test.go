package wxr_test

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article/interchange/wxr"
)

var large = flag.Bool("wxr.large", false, "read exports of 1 GiB where others are smaller")

// generated is an export of a size that is never held: posts of 4 KB, and a picture
// for each tenth. It can be read again, as a file can.
type generated struct {
	size, given int64
	number      int
	rest        string
}

func (g *generated) Seek(offset int64, whence int) (int64, error) {
	switch {
	case whence == io.SeekCurrent && offset == 0:
		return g.given, nil
	case whence == io.SeekStart && offset == 0:
		*g = generated{size: g.size}
		return 0, nil
	}
	return 0, errors.New("only back to the start")
}

func (g *generated) Read(p []byte) (int, error) {
	for g.rest == "" {
		switch {
		case g.number == 0:
			g.rest = strings.TrimSuffix(export(), "\n</channel></rss>")
		case g.number < 0:
			return 0, io.EOF
		case g.given > g.size:
			g.rest, g.number = "</channel></rss>", -2
		case g.number%10 == 0:
			g.rest = strings.Replace(picture, "<wp:post_id>9<", fmt.Sprintf("<wp:post_id>%d<", g.number), 1)
		default:
			g.rest = strings.Replace(item("<content:encoded><![CDATA["+words100+"]]></content:encoded>", field("_thumbnail_id", fmt.Sprint(g.number/10*10+10))),
				"<wp:post_id>7<", fmt.Sprintf("<wp:post_id>%d<", g.number), 1)
		}
		g.number++
	}
	n := copy(p, g.rest)
	g.rest, g.given = g.rest[n:], g.given+int64(n)
	return n, nil
}

var words100 = strings.Repeat("<!-- wp:paragraph -->\n<p>The cranes of the <a href=\"https://blog.example/harbour\">harbour</a> of Velmar <em>move</em> again after nine days &amp; nights.</p>\n<!-- /wp:paragraph -->\n\n", 24)

// held is the memory that something still refers to. What is garbage is left out: how
// much of it there is depends on the machine.
func held() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func TestMemoryDoesNotGrowWithTheExport(t *testing.T) {
	tests := []struct {
		size     int64
		noBodies bool
	}{{64 << 20, true}, {8 << 20, false}}
	if *large {
		tests[0].size, tests[1].size = 1<<30, 1<<30
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%d MiB, without bodies %t", tt.size>>20, tt.noBodies), func(t *testing.T) {
			before, most, n := held(), int64(0), 0
			for e, err := range wxr.Read(&generated{size: tt.size}, wxr.Options{NoBodies: tt.noBodies}) {
				require.NoError(t, err)
				if n++; n%500 == 0 {
					most = max(most, held())
					assert.NotNil(t, e.Content.Lead)
				}
			}
			assert.Greater(t, n, int(tt.size/10_000))
			assert.Less(t, most-before, int64(4<<20))
			t.Logf("%d entries, %.1f MiB more", n, float64(most-before)/(1<<20))
		})
	}
}
