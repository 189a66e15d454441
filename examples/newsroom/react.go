package main

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/reaction"
)

// readers knows readers by a cookie, which is set when they first react.
type readers struct {
	keys   reaction.Keys
	secret []byte
}

const (
	cookieName   = "reader"
	cookieMaxAge = 365 * 24 * 60 * 60 // seconds
)

func newReaders(secret []byte) (readers, error) {
	// Two uses of one secret are kept apart by a label each.
	keys, err := reaction.NewKeys(derive(secret, "reader keys"))
	return readers{keys: keys, secret: derive(secret, "cookie")}, err
}

func derive(secret []byte, label string) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(label))
	return mac.Sum(nil)
}

// known returns the reader that a request's cookie names; none without a cookie, or
// with one that is not ours.
func (rs readers) known(r *http.Request) (reaction.Reader, bool) {
	cookie, err := r.Cookie(cookieName)
	if err != nil {
		return reaction.Reader{}, false
	}
	name, signature, _ := strings.Cut(cookie.Value, ".")
	if !hmac.Equal([]byte(signature), []byte(rs.sign(name))) {
		return reaction.Reader{}, false
	}
	reader, err := rs.keys.Reader(name)
	return reader, err == nil
}

// meet returns the request's reader, and gives a new one a cookie.
func (rs readers) meet(w http.ResponseWriter, r *http.Request) (reaction.Reader, error) {
	if reader, ok := rs.known(r); ok {
		return reader, nil
	}
	name := rand.Text()
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: name + "." + rs.sign(name), Path: "/", MaxAge: cookieMaxAge,
		HttpOnly: true, Secure: r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
	return rs.keys.Reader(name)
}

func (rs readers) sign(name string) string {
	return base64.RawURLEncoding.EncodeToString(derive(rs.secret, name))
}

// form is the bar of an article, as the request's reader sees it.
func (n *newsroom) form(r *http.Request, t article.Teaser) (reaction.Form, error) {
	var f reaction.Form
	reader, ok := n.readers.known(r)
	if ok {
		var err error
		if f, err = n.bar.Form(r.Context(), t.ID.String(), reader, t.Lang); err != nil {
			return f, err
		}
	} else {
		tally, err := n.bar.Tally(r.Context(), t.ID.String())
		if err != nil {
			return f, err
		}
		f = reaction.NewForm(t.ID.String(), tally, "", t.Lang)
	}
	f.Action = "/react"
	return f, nil
}

// react takes what the bar posts. Nothing is trusted but the choice: the subject must
// be a story that readers see, and the answer leads back to it.
func (n *newsroom) react(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	id, err := article.ParseID(r.PostFormValue(reaction.SubjectField))
	if err != nil || id.IsZero() {
		http.Error(w, "no such story", http.StatusBadRequest)
		return
	}
	stories, err := n.articles.Teasers(ctx, n.now(), id)
	if err != nil {
		n.fail(w, r, err)
		return
	}
	if len(stories) == 0 || stories[0].Kind != article.Story {
		n.notice(w, r, http.StatusNotFound)
		return
	}
	value := r.PostFormValue(reaction.ValueField)
	if k := reaction.Kind(value); value != reaction.UndoValue && !n.bar.Set().Has(k) {
		http.Error(w, "no such reaction", http.StatusUnprocessableEntity)
		return
	}
	reader, err := n.readers.meet(w, r)
	if err != nil {
		n.fail(w, r, err)
		return
	}
	result, err := n.bar.Press(ctx, id.String(), reader, value)
	if err != nil {
		n.fail(w, r, err)
		return
	}
	if strings.Contains(r.Header.Get("Accept"), "application/json") {
		n.answer(w, result)
		return
	}
	http.Redirect(w, r, routes().ArticleURL(stories[0])+"#reactions", http.StatusSeeOther)
}

// answer tells the page's script what is shown now.
func (n *newsroom) answer(w http.ResponseWriter, result reaction.Result) {
	tally := make(map[reaction.Kind]int)
	for kind, count := range result.Tally.All() {
		tally[kind] = count
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(struct {
		Mine  reaction.Kind         `json:"mine"`
		Tally map[reaction.Kind]int `json:"tally"`
	}{result.After, tally})
}
