package reactionhttp

import (
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"

	"github.com/newsjunction/news/reaction"
)

// MaxFormBytes bounds the body of a POST. The longest subject takes 1536 of them.
const MaxFormBytes = 4 << 10

// posted is the form that a pressed button sends.
type posted struct{ subject, value string }

// readPosted reads a form from the body alone: what the URL says is not looked at.
func readPosted(w http.ResponseWriter, r *http.Request) (posted, error) {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/x-www-form-urlencoded" {
		return posted{}, problem(http.StatusUnsupportedMediaType, "a form is sent as application/x-www-form-urlencoded")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, MaxFormBytes))
	if tooLarge := new(http.MaxBytesError); errors.As(err, &tooLarge) {
		return posted{}, problem(http.StatusRequestEntityTooLarge, "the form is too long")
	}
	if err != nil {
		return posted{}, problem(http.StatusBadRequest, "the form broke off")
	}
	fields, err := url.ParseQuery(string(body))
	if err != nil {
		return posted{}, problem(http.StatusBadRequest, "the form can't be read")
	}
	subjects, values := fields[reaction.SubjectField], fields[reaction.ValueField]
	if len(subjects) != 1 || len(values) != 1 {
		return posted{}, problem(http.StatusBadRequest, "the form has one field "+reaction.SubjectField+" and one field "+reaction.ValueField)
	}
	if reaction.CheckSubject(subjects[0]) != nil {
		return posted{}, problem(http.StatusBadRequest, "the subject is empty, too long or no text")
	}
	return posted{subjects[0], values[0]}, nil
}
