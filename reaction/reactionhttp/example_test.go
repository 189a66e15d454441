package reactionhttp_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"time"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

// The bar of a site with two stories: it is drawn, pressed, and asked for its counts.
func Example() {
	keys, err := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	if err != nil {
		fmt.Println(err)
		return
	}
	stories := map[string]string{"42": "/news/budget-passes", "43": "/news/dockers-vote"}
	bar, err := reactionhttp.New(reactionhttp.Config{
		Counter: reaction.NewCounter(reaction.MustSet("love", "sad"), new(reaction.Memory)),
		Keys:    keys,
		Secrets: [][]byte{[]byte("another secret, which may be replaced")},
		Pages: func(_ context.Context, subjects []string) ([]string, error) {
			pages := make([]string, len(subjects))
			for i, s := range subjects {
				pages[i] = stories[s]
			}
			return pages, nil
		},
		Now: time.Now,
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	mux := http.NewServeMux()
	bar.Mount(mux)
	mux.HandleFunc("GET /news/budget-passes", func(w http.ResponseWriter, r *http.Request) {
		form, _ := bar.Form(r, "42", "en")
		fmt.Fprintf(w, "<form method=post action=%s> … %s=%s", form.Action, form.ValueField, form.Buttons[0].Value)
	})

	show := func(method, target, body string) {
		r := httptest.NewRequest(method, target, strings.NewReader(body))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		mux.ServeHTTP(w, r)
		fmt.Println(w.Code, w.Header().Get("Location")+w.Body.String())
	}
	show("GET", "/news/budget-passes", "")
	show("POST", "/react", "subject=42&reaction=love")
	show("POST", "/react", "subject=42&reaction=rage")
	show("GET", "/react?subject=42&subject=44", "")
	// Output:
	// 200 <form method=post action=/react> … reaction=love
	// 303 /news/budget-passes
	// 422 {"status":422,"title":"Unprocessable Entity","detail":"this kind of reaction is not offered"}
	// 200 {"tallies":{"42":{"love":1,"sad":0},"44":null}}
}

// Members react as themselves; who signs in leaves the guest they were behind, so
// that nobody is counted twice.
func ExampleHandler_Guest() {
	ctx := context.Background()
	keys, _ := reaction.NewReaderKeys([]byte("32 random bytes, kept by the site"))
	counter := reaction.NewCounter(reaction.Default(), new(reaction.Memory))
	bar, _ := reactionhttp.New(reactionhttp.Config{
		Counter: counter,
		Keys:    keys,
		Secrets: [][]byte{[]byte("another secret, which may be replaced")},
		Account: func(r *http.Request) (string, error) { return r.Header.Get("Member"), nil },
		Pages: func(_ context.Context, subjects []string) ([]string, error) {
			return make([]string, len(subjects)), nil
		},
		Now: time.Now,
	})
	signIn := func(r *http.Request) error {
		if guest := bar.Guest(r); !guest.IsZero() {
			return counter.Erase(ctx, guest)
		}
		return nil
	}
	r := httptest.NewRequest("POST", "/sign-in", nil)
	r.Header.Set("Member", "ana")
	reader, _ := bar.Reader(r)
	fmt.Println(reader.IsZero(), bar.Guest(r).IsZero(), signIn(r))
	// Output: false true <nil>
}
