package reactionhttp

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/newsjunction/news/reaction"
)

// A visitor is who makes a request. The reader is zero where that is not known.
type visitor struct {
	reader reaction.Reader
	member bool
	ticket ticket // of a guest
}

// visitor finds out who makes a request. A member's cookie is not looked at.
func (h *Handler) visitor(r *http.Request) (visitor, error) {
	if h.c.Account == nil {
		return h.guest(r)
	}
	account, err := h.c.Account(r)
	if err != nil {
		return visitor{}, fmt.Errorf("account: %w", err)
	}
	if account == "" {
		return h.guest(r)
	}
	reader, err := h.c.Keys.Reader("account:" + account)
	return visitor{reader: reader, member: true}, err
}

// guest finds out who the cookie of a request names. Of several, one of which may
// have been planted by another host of the domain, the first sound one counts.
func (h *Handler) guest(r *http.Request) (visitor, error) {
	for _, cookie := range r.CookiesNamed(h.c.Cookie) {
		t, ok := h.guests.read(cookie.Value, h.c.Now())
		if ok {
			reader, err := h.c.Keys.Reader("guest:" + t.name)
			return visitor{reader: reader, ticket: t}, err
		}
	}
	return visitor{}, nil
}

// greet gives a guest who has none a cookie, and renews one that is old or was
// signed with an old secret.
func (h *Handler) greet(w http.ResponseWriter, r *http.Request, v visitor) (visitor, error) {
	now := h.c.Now()
	if v.ticket.name == "" {
		v.ticket = ticket{name: rand.Text()}
		var err error
		if v.reader, err = h.c.Keys.Reader("guest:" + v.ticket.name); err != nil {
			return v, err
		}
	} else if v.ticket.fresh && now.Sub(v.ticket.issued) < h.c.MaxAge/2 {
		return v, nil
	}
	http.SetCookie(w, &http.Cookie{
		Name: h.c.Cookie, Value: h.guests.write(v.ticket.name, now), Path: "/", MaxAge: int(h.c.MaxAge / time.Second),
		HttpOnly: true, Secure: h.c.SecureCookie || r.TLS != nil, SameSite: http.SameSiteLaxMode,
	})
	return v, nil
}

// guests sign and read tickets, the values of cookies:
//
//	NAME.ISSUED.SIGNATURE
//
// a random name, the second it was issued at since 1970, and HMAC-SHA-256 (RFC 2104)
// of both in unpadded base64.
type guests struct {
	secrets [][]byte // the first signs, all verify
	maxAge  time.Duration
}

// A ticket is a cookie that was signed by us and is not over.
type ticket struct {
	name   string
	issued time.Time
	fresh  bool // signed with the first secret
}

const (
	// guestDomain keeps cookies apart from anything else that is signed with the
	// same secret.
	guestDomain = "newsjunction/news reaction guest\x00"
	// maxTicketBytes is more than a ticket has: 26 of a name, at most 20 of a number, 43 of
	// a signature, and two dots.
	maxTicketBytes = 128
)

// welcome reports whether guests may react.
func (g guests) welcome() bool { return len(g.secrets) > 0 }

func (g guests) write(name string, now time.Time) string {
	signed := name + "." + strconv.FormatInt(now.Unix(), 10)
	return signed + "." + signature(g.secrets[0], signed)
}

// read returns what value holds, and whether it is a ticket of ours that is good now.
func (g guests) read(value string, now time.Time) (ticket, bool) {
	dot := strings.LastIndexByte(value, '.')
	if dot < 0 || len(value) > maxTicketBytes {
		return ticket{}, false
	}
	signed, sum := value[:dot], value[dot+1:]
	for i, secret := range g.secrets {
		if !hmac.Equal([]byte(sum), []byte(signature(secret, signed))) {
			continue
		}
		name, second, _ := strings.Cut(signed, ".")
		at, err := strconv.ParseInt(second, 10, 64)
		issued := time.Unix(at, 0)
		return ticket{name: name, issued: issued, fresh: i == 0}, err == nil && now.Before(issued.Add(g.maxAge))
	}
	return ticket{}, false
}

func signature(secret []byte, signed string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(guestDomain + signed))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
