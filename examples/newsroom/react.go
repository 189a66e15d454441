package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"net/http"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

// How often somebody may react, and change their mind.
const (
	reactSpan = time.Minute
	perReader = 120  // reactions a span
	perPlace  = 1200 // of guests who react for the first time: a whole school may have one address
)

// newBar returns what readers react with: members as who they are, wherever they sign
// in, and guests by a cookie, which is set when they first react.
func (n *newsroom) newBar(store reaction.Store) (*reactionhttp.Handler, error) {
	// Two uses of one secret are kept apart by a label each.
	keys, err := reaction.NewReaderKeys(derive(n.secret, "reader keys"))
	if err != nil {
		return nil, err
	}
	return reactionhttp.New(reactionhttp.Config{
		Counter: reaction.NewCounter(reaction.Default(), store),
		Keys:    keys,
		Secrets: [][]byte{derive(n.secret, "cookie")},
		Account: n.account,
		Pages:   n.barPages,
		Limit:   n.hurry(),
		Now:     func() time.Time { return n.now() },
		Fail:    n.refuse,
		Log:     n.log,
	})
}

// account returns the address that a request's reader is signed in with, and "" for a
// guest. Only its key is kept with a reaction.
func (n *newsroom) account(r *http.Request) (string, error) {
	return n.members.account(r.Context(), cookie(r, "session"), n.now())
}

// hurry returns how long readers have to wait who react too often. Guests who have no
// cookie yet are counted by where they are.
func (n *newsroom) hurry() func(*http.Request, reaction.Reader) time.Duration {
	reactions := &limiter{span: reactSpan}
	return func(r *http.Request, reader reaction.Reader) time.Duration {
		if reader.IsZero() {
			return reactions.wait("from "+sender(r), perPlace, n.now())
		}
		return reactions.wait("reader "+reader.String(), perReader, n.now())
	}
}

func derive(secret []byte, label string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(label))
	return mac.Sum(nil)
}

// barPages returns where the bars of stories stand that readers see.
func (n *newsroom) barPages(ctx context.Context, subjects []string) ([]string, error) {
	ids := make([]article.ID, 0, len(subjects))
	for _, subject := range subjects {
		// An id has one spelling: another one is a subject that nobody reacted to.
		if id, err := article.ParseID(subject); err == nil && !id.IsZero() && id.String() == subject {
			ids = append(ids, id)
		}
	}
	stories, err := n.articles.Teasers(ctx, n.now(), ids...)
	if err != nil {
		return nil, err
	}
	at := make(map[string]string, len(stories))
	for _, t := range stories {
		if t.Kind == article.Story {
			at[t.ID.String()] = routes().ArticleURL(t) + "#reactions"
		}
	}
	pages := make([]string, len(subjects))
	for i, subject := range subjects {
		pages[i] = at[subject]
	}
	return pages, nil
}

// refuse answers a reader without JavaScript whose reaction was not taken.
func (n *newsroom) refuse(w http.ResponseWriter, r *http.Request, p reactionhttp.Problem) {
	if p.Status == http.StatusNotFound || p.Status >= http.StatusInternalServerError {
		n.notice(w, r, p.Status)
		return
	}
	http.Error(w, p.Detail, p.Status)
}
