package reactionhttp

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/newsjunction/news/reaction"
)

// MinSecretBytes is the least length of a secret that signs cookies.
const MinSecretBytes = 16

// Config is what a site brings to its [Handler]. Counter, Keys, Pages, Now and one
// of Secrets and Account are required; the zero value of all others is the default.
type Config struct {
	Counter *reaction.Counter
	Keys    reaction.ReaderKeys

	// Secrets sign the cookies of guests: the first signs, all are taken. To replace
	// one, put the next before it, and take the old one away a MaxAge later. The pepper
	// of Keys can't be replaced, so it is another secret. Without any here there are no
	// guests: only members react.
	Secrets [][]byte

	// Pages returns, for each subject, the path of the page where its bar stands, such
	// as "/news/budget-passes#reactions", to which a plain form leads back; "" where
	// there is no such subject, or readers don't see it. Subjects are as the client
	// sent them, but for what [reaction.CheckSubject] refuses.
	Pages func(ctx context.Context, subjects []string) ([]string, error)

	// Now returns the time, which cookies are dated and checked with.
	Now func() time.Time

	// Account returns the site's name for the member that makes a request; "" is a
	// guest. Nil means that all are guests.
	Account func(*http.Request) (string, error)

	// Limit returns how long somebody has to wait before they may react; 0 or less is
	// not at all. The zero Reader is a guest without a cookie; as anybody can come
	// without one, limit these by their address. Nil limits nobody.
	Limit func(*http.Request, reaction.Reader) time.Duration

	// Reacted is told of each reaction and undoing when it is stored and counted, before
	// it is answered: for a [reaction.Trend], or a page that is cached.
	Reacted func(ctx context.Context, subject string, res reaction.Result)

	// Fail answers a form that was refused and posted without a script, with a page
	// for people. Nil means that they get the [Problem] as JSON too.
	Fail func(http.ResponseWriter, *http.Request, Problem)

	Path         string        // where the handler is mounted, and what forms are posted to; "" means "/react"
	Cookie       string        // name of the guests' cookie; "" means "reader"; on a site that is all https, "__Host-reader"
	MaxAge       time.Duration // how long a cookie lasts after it was last renewed; 0 means 365 days; browsers keep none for over 400
	SecureCookie bool          // set the cookie for https alone, also where TLS ends before the handler; it is so wherever the request came by TLS

	CrossOrigin *http.CrossOriginProtection // nil means one that trusts the site's own origin alone
	Log         *slog.Logger                // is told of failures that are not the client's; nil means slog.Default()
}

// faults lists what is wrong with c.
func (c *Config) faults() (faults []error) {
	for _, required := range []struct {
		field   string
		missing bool
	}{
		{"Counter", c.Counter == nil},
		{"Pages", c.Pages == nil},
		{"Now", c.Now == nil},
		{"Secrets", len(c.Secrets) == 0 && c.Account == nil},
	} {
		if required.missing {
			faults = append(faults, missing(required.field))
		}
	}
	if _, err := c.Keys.Reader("anybody"); err != nil {
		faults = append(faults, missing("Keys"))
	}
	for i, s := range c.Secrets {
		if len(s) < MinSecretBytes {
			faults = append(faults, invalid(fmt.Sprintf("Secrets[%d]", i), fmt.Sprintf("shorter than %d bytes", MinSecretBytes)))
		}
	}
	if !local(c.Path) || strings.ContainsAny(c.Path, "?#{} ") {
		faults = append(faults, invalid("Path", "not the path of a URL"))
	}
	if (&http.Cookie{Name: c.Cookie, Value: "x"}).Valid() != nil {
		faults = append(faults, invalid("Cookie", "not the name of a cookie"))
	}
	if c.MaxAge < time.Second {
		faults = append(faults, invalid("MaxAge", "shorter than a second"))
	}
	return faults
}

// settled is c with its defaults, sharing nothing that the caller may change.
func (c Config) settled() (Config, error) {
	if c.Path == "" {
		c.Path = "/react"
	}
	if c.Cookie == "" {
		c.Cookie = "reader"
	}
	if c.MaxAge == 0 {
		c.MaxAge = 365 * 24 * time.Hour
	}
	if c.CrossOrigin == nil {
		c.CrossOrigin = http.NewCrossOriginProtection()
	}
	if c.Log == nil {
		c.Log = slog.Default()
	}
	c.Secrets = slices.Clone(c.Secrets)
	for i, s := range c.Secrets {
		c.Secrets[i] = slices.Clone(s)
	}
	return c, errors.Join(c.faults()...)
}

// local reports whether a browser that is sent to target stays on the site. It
// takes a backslash for a slash, so "/\far.example" leads away as "//far.example" does.
func local(target string) bool {
	if !strings.HasPrefix(target, "/") || strings.HasPrefix(target, "//") || strings.Contains(target, `\`) {
		return false
	}
	_, err := url.Parse(target) // refuses control characters, which browsers leave out
	return err == nil
}
