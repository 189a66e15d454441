package reactionhttp

import (
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
)

// A Problem is why a request was refused: the members of application/problem+json
// (RFC 9457) whose type is "about:blank", which means that the status says it all.
//
//	400  a field is missing, there twice, or no text; no subject was named, or too many
//	403  the form came from another site, or only members may react
//	404  no such subject
//	405  another method than GET, HEAD and POST
//	413  the form is longer than MaxFormBytes
//	415  the form is not application/x-www-form-urlencoded
//	422  the kind is unknown or retired
//	429  too many reactions; the header Retry-After says when
//	500  the site or its store has failed
//	503  the request was called off
type Problem struct {
	Status int    `json:"status"`
	Title  string `json:"title"`  // the phrase of the status
	Detail string `json:"detail"` // one English sentence, without what the client sent
}

// Error returns the status, its phrase and the detail.
func (p Problem) Error() string {
	return "reactionhttp: " + strconv.Itoa(p.Status) + " " + p.Title + ": " + p.Detail
}

func problem(status int, detail string) Problem {
	return Problem{Status: status, Title: http.StatusText(status), Detail: detail}
}

// fail answers a request that err ended. What is no Problem is no fault of the
// client's, and is none of its business.
func (h *Handler) fail(w http.ResponseWriter, r *http.Request, err error) {
	var p Problem
	switch {
	case errors.As(err, &p):
	case r.Context().Err() != nil:
		p = problem(http.StatusServiceUnavailable, "the request was called off")
	default:
		p = problem(http.StatusInternalServerError, "this did not work: try again later")
		h.c.Log.ErrorContext(r.Context(), "reactions failed", "method", r.Method, "path", r.URL.Path, "err", err)
	}
	w.Header().Set("Cache-Control", "no-store")
	if h.c.Fail != nil && r.Method == http.MethodPost && !wantsJSON(r) {
		h.c.Fail(w, r, p)
		return
	}
	body, _ := json.Marshal(p) // two strings and a number always have a JSON form
	typed(w, "application/problem+json")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body)
}
