package reactionhttp

import (
	"context"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/reaction"
)

// A Handler is the bar of a site on the web. It answers GET, HEAD and POST. It is
// safe for concurrent use. Make one with [New].
type Handler struct {
	c      Config
	guests guests
}

// New returns the handler of a site. All faults of c are reported at once, each an
// [*Error] wrapping [ErrMissing] or [ErrInvalid].
func New(c Config) (*Handler, error) {
	c, err := c.settled()
	if err != nil {
		return nil, err
	}
	return &Handler{c, guests{secrets: c.Secrets, maxAge: c.MaxAge}}, nil
}

// Mount adds the handler's routes to mux: GET, which is HEAD too, and POST, at
// [Config.Path]. Any other router can be given the handler itself.
func (h *Handler) Mount(mux *http.ServeMux) {
	mux.Handle("GET "+h.c.Path, h)
	mux.Handle("POST "+h.c.Path, h)
}

// Form reads the bar under subject, as it shows to whoever makes the request, in
// language lang. It sets no cookie.
func (h *Handler) Form(r *http.Request, subject, lang string) (reaction.Form, error) {
	v, err := h.visitor(r)
	if err != nil {
		return reaction.Form{}, err
	}
	f, err := h.c.Counter.Form(r.Context(), subject, v.reader, lang)
	f.Action = h.c.Path
	return f, err
}

// Reader returns who makes the request: a member, a guest with a cookie, or the
// zero Reader. The only errors are those of [Config.Account].
func (h *Handler) Reader(r *http.Request) (reaction.Reader, error) {
	v, err := h.visitor(r)
	return v.reader, err
}

// Guest returns who the cookie of the request names, member or not; the zero Reader
// where there is none. A site that counts a person once calls it at sign-in, and
// erases that reader.
func (h *Handler) Guest(r *http.Request) reaction.Reader {
	v, err := h.guest(r)
	if err != nil {
		return reaction.Reader{}
	}
	return v.reader
}

// ServeHTTP answers a request.
func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	var err error
	switch r.Method {
	case http.MethodGet, http.MethodHead:
		err = h.list(w, r)
	case http.MethodPost:
		err = h.press(w, r)
	default:
		w.Header().Set("Allow", "GET, HEAD, POST")
		err = problem(http.StatusMethodNotAllowed, "only GET, HEAD and POST are answered here")
	}
	if err != nil {
		h.fail(w, r, err)
	}
}

// press does what a posted form asks.
func (h *Handler) press(w http.ResponseWriter, r *http.Request) error {
	if err := h.c.CrossOrigin.Check(r); err != nil {
		return problem(http.StatusForbidden, "this form can be sent from its own site only")
	}
	p, err := readPosted(w, r)
	if err != nil {
		return err
	}
	if p.value != reaction.UndoValue && !h.c.Counter.Set().Has(reaction.Kind(p.value)) {
		return problem(http.StatusUnprocessableEntity, "this kind of reaction is not offered")
	}
	v, err := h.visitor(r)
	if err != nil {
		return err
	}
	if err := h.limit(w, r, v); err != nil {
		return err
	}
	pages, err := h.pages(r.Context(), p.subject)
	if err != nil {
		return err
	}
	if pages[0] == "" {
		return problem(http.StatusNotFound, "there is no such subject")
	}
	res, err := h.write(w, r, v, p)
	if err != nil {
		return err
	}
	return answer(w, r, pages[0], p.subject, res)
}

func (h *Handler) limit(w http.ResponseWriter, r *http.Request, v visitor) error {
	if h.c.Limit == nil {
		return nil
	}
	wait := h.c.Limit(r, v.reader)
	if wait <= 0 {
		return nil
	}
	// Whole seconds (RFC 9110, section 10.2.3), rounded up: nobody is sent back too soon.
	seconds := (wait-1)/time.Second + 1
	w.Header().Set("Retry-After", strconv.FormatInt(int64(seconds), 10))
	return problem(http.StatusTooManyRequests, "too many reactions: wait a little")
}

// pages asks the site where subjects stand, and holds it to its promise.
func (h *Handler) pages(ctx context.Context, subjects ...string) ([]string, error) {
	pages, err := h.c.Pages(ctx, subjects)
	if err != nil {
		return nil, fmt.Errorf("pages: %w", err)
	}
	if len(pages) != len(subjects) {
		return nil, fmt.Errorf("pages: %w: %d for %d subjects", ErrInvalid, len(pages), len(subjects))
	}
	for _, page := range pages {
		if page != "" && !local(page) {
			return nil, fmt.Errorf("pages: %w: %q is not a path of this site", ErrInvalid, page)
		}
	}
	return pages, nil
}

// write stores a choice. The cookie of a guest goes out whatever comes of it: where
// a failed write was made after all, the same reader tries again, and is not counted
// twice.
func (h *Handler) write(w http.ResponseWriter, r *http.Request, v visitor, p posted) (reaction.Result, error) {
	ctx := r.Context()
	if !v.member && !h.guests.welcome() {
		return reaction.Result{}, problem(http.StatusForbidden, "only members can react: sign in first")
	}
	if v.reader.IsZero() && p.value == reaction.UndoValue {
		tally, err := h.c.Counter.Tally(ctx, p.subject)
		return reaction.Result{Tally: tally}, err
	}
	if !v.member {
		var err error
		if v, err = h.greet(w, r, v); err != nil {
			return reaction.Result{}, err
		}
	}
	res, err := h.c.Counter.Press(ctx, p.subject, v.reader, p.value)
	if err == nil && h.c.Reacted != nil {
		h.c.Reacted(ctx, p.subject, res)
	}
	return res, err
}

// answer shows a result: to a script as JSON, else as the page where the bar stands.
func answer(w http.ResponseWriter, r *http.Request, page, subject string, res reaction.Result) error {
	w.Header().Set("Cache-Control", "no-store")
	if !wantsJSON(r) {
		http.Redirect(w, r, page, http.StatusSeeOther)
		return nil
	}
	body, err := json.Marshal(struct {
		Subject string         `json:"subject"`
		Mine    reaction.Kind  `json:"mine"`
		Tally   reaction.Tally `json:"tally"`
	}{subject, res.After, res.Tally})
	if err != nil {
		return err
	}
	typed(w, "application/json")
	_, _ = w.Write(body) // a reader who has gone is no fault of ours
	return nil
}

// wantsJSON reports whether the Accept header names JSON; a browser's own does not.
func wantsJSON(r *http.Request) bool {
	accepted := strings.Split(strings.Join(r.Header.Values("Accept"), ","), ",")
	return slices.ContainsFunc(accepted, func(s string) bool {
		kind, _, err := mime.ParseMediaType(s)
		return err == nil && (kind == "application/json" || kind == "application/problem+json")
	})
}

func typed(w http.ResponseWriter, contentType string) {
	w.Header().Set("Content-Type", contentType)
	w.Header().Set("X-Content-Type-Options", "nosniff")
}
