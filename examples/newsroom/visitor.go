package main

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/render/theme"
)

const (
	settingsAge = 365 * 24 * time.Hour
	visitBreak  = 30 * time.Minute // what comes later is another visit
	maxForm     = 8 << 10          // bytes of a form: addresses, names, passwords
)

// ourCookies are those that a page depends on. A request with none of them gets the
// bytes that all such requests get.
func ourCookies() []string {
	return []string{"scheme", "size", "consent", "seen", "session", "reader"}
}

// stranger reports whether a request tells nothing of who reads.
func stranger(r *http.Request) bool {
	for _, name := range ourCookies() {
		if _, err := r.Cookie(name); err == nil {
			return false
		}
	}
	return true
}

func cookie(r *http.Request, name string) string {
	c, err := r.Cookie(name)
	if err != nil {
		return ""
	}
	return c.Value
}

// visitor returns what a request tells of who reads.
func (n *newsroom) visitor(r *http.Request) theme.Visitor {
	if stranger(r) {
		return theme.Visitor{}
	}
	since, _ := visits(cookie(r, "seen"))
	return theme.Visitor{
		Name:     n.members.name(r.Context(), cookie(r, "session"), n.now()),
		Scheme:   theme.ParseScheme(cookie(r, "scheme")),
		Size:     theme.ParseSize(cookie(r, "size")),
		Answered: cookie(r, "consent") != "",
		Since:    since,
	}
}

// visits reads when the last visit and this one began: seconds, a dot between them.
func visits(value string) (last, current time.Time) {
	a, b, _ := strings.Cut(value, ".")
	x, err1 := strconv.ParseInt(a, 10, 64)
	y, err2 := strconv.ParseInt(b, 10, 64)
	if err1 != nil || err2 != nil {
		return time.Time{}, time.Time{}
	}
	return time.Unix(x, 0), time.Unix(y, 0)
}

// remember keeps when a visit began, of readers who agreed to that.
func (n *newsroom) remember(w http.ResponseWriter, r *http.Request) {
	if cookie(r, "consent") != "accept" {
		return
	}
	now := n.now()
	_, current := visits(cookie(r, "seen"))
	if !current.IsZero() && now.Sub(current) < visitBreak && !now.Before(current) {
		return
	}
	if current.IsZero() {
		current = now
	}
	value := strconv.FormatInt(current.Unix(), 10) + "." + strconv.FormatInt(now.Unix(), 10)
	n.keep(w, r, "seen", value, settingsAge, true)
}

// keep sets a cookie, or takes it away where value is empty. The script changes
// settings too, so that it must see those.
func (n *newsroom) keep(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration, hidden bool) {
	c := &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: int(age / time.Second), HttpOnly: hidden, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil}
	if value == "" {
		c.MaxAge = -1
	}
	http.SetCookie(w, c)
}

// settings takes what a reader chose, and leads back to where they were.
func (n *newsroom) settings(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	switch form := r.PostForm; {
	case form.Has("scheme"):
		n.keep(w, r, "scheme", string(theme.ParseScheme(form.Get("scheme"))), settingsAge, false)
	case form.Has("size"):
		n.keep(w, r, "size", string(theme.ParseSize(form.Get("size"))), settingsAge, false)
	case form.Get("consent") == "accept":
		n.keep(w, r, "consent", "accept", settingsAge, true)
	case form.Get("consent") == "reject":
		n.keep(w, r, "consent", "reject", settingsAge, true)
		n.keep(w, r, "seen", "", 0, true)
	default:
		http.Error(w, "This is no setting.", http.StatusBadRequest)
		return
	}
	http.Redirect(w, r, n.back(r), http.StatusSeeOther)
}

// form reads a form that was posted; where it can't, it answers.
func (n *newsroom) form(w http.ResponseWriter, r *http.Request) bool {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		http.Error(w, "This form can't be read.", http.StatusRequestEntityTooLarge)
		return false
	}
	return true
}

// back returns the page of the site that a form was sent from.
func (n *newsroom) back(r *http.Request) string {
	from, err := url.Parse(r.Referer())
	if err != nil || from.Host != r.Host || !strings.HasPrefix(from.EscapedPath(), "/") || strings.HasPrefix(from.EscapedPath(), "//") {
		return "/"
	}
	return (&url.URL{Path: from.Path, RawPath: from.RawPath, RawQuery: from.RawQuery}).String()
}
