package reactionhttp

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/newsjunction/news/reaction"
)

// MaxAsked is how many subjects a GET may name: those of a page of teasers.
const MaxAsked = 100

// list answers with the counts of the subjects that the query names. It is the same
// for everybody, so any cache may keep it, as long as it asks whether it still holds.
func (h *Handler) list(w http.ResponseWriter, r *http.Request) error {
	subjects, err := asked(r)
	if err != nil {
		return err
	}
	pages, err := h.pages(r.Context(), subjects...)
	if err != nil {
		return err
	}
	var found []string
	for i, page := range pages {
		if page != "" {
			found = append(found, subjects[i])
		}
	}
	if len(found) == 0 {
		return problem(http.StatusNotFound, "there is no such subject")
	}
	tallies, err := h.c.Counter.Tallies(r.Context(), found...)
	if err != nil {
		return err
	}
	body, err := listed(subjects, found, tallies)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	w.Header().Set("ETag", `"`+base64.RawURLEncoding.EncodeToString(sum[:12])+`"`)
	w.Header().Set("Cache-Control", "no-cache")
	typed(w, "application/json")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body)) // answers If-None-Match, and HEAD
	return nil
}

// asked returns the subjects that a query names, each once, in its order.
func asked(r *http.Request) ([]string, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, problem(http.StatusBadRequest, "the query can't be read")
	}
	named := query[reaction.SubjectField]
	if len(named) == 0 || len(named) > MaxAsked {
		return nil, problem(http.StatusBadRequest, fmt.Sprintf("name 1 to %d subjects", MaxAsked))
	}
	if reaction.CheckSubjects(named...) != nil {
		return nil, problem(http.StatusBadRequest, "a subject is empty, too long or no text")
	}
	subjects := make([]string, 0, len(named))
	for _, s := range named {
		if !slices.Contains(subjects, s) {
			subjects = append(subjects, s)
		}
	}
	return subjects, nil
}

// listed is the answer for subjects, of which found have tallies, in the same order.
func listed(subjects, found []string, tallies []reaction.Tally) ([]byte, error) {
	b := []byte(`{"tallies":{`)
	for i, subject := range subjects {
		if i > 0 {
			b = append(b, ',')
		}
		key, err := json.Marshal(subject)
		if err != nil {
			return nil, err
		}
		b = append(append(b, key...), ':')
		if len(found) == 0 || found[0] != subject {
			b = append(b, "null"...)
			continue
		}
		tally, err := json.Marshal(tallies[0])
		if err != nil {
			return nil, err
		}
		b = append(b, tally...)
		found, tallies = found[1:], tallies[1:]
	}
	return append(b, "}}"...), nil
}
