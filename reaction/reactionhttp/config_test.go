package reactionhttp_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/reaction"
	"github.com/newsjunction/news/reaction/reactionhttp"
)

func TestASiteThatIsNotWholeIsRefused(t *testing.T) {
	tests := []struct {
		name   string
		change func(*reactionhttp.Config)
		field  string
		want   error
	}{
		{"no counter", func(c *reactionhttp.Config) { c.Counter = nil }, "Counter", reactionhttp.ErrMissing},
		{"no keys", func(c *reactionhttp.Config) { c.Keys = reaction.ReaderKeys{} }, "Keys", reactionhttp.ErrMissing},
		{"no pages", func(c *reactionhttp.Config) { c.Pages = nil }, "Pages", reactionhttp.ErrMissing},
		{"no clock", func(c *reactionhttp.Config) { c.Now = nil }, "Now", reactionhttp.ErrMissing},
		{"neither guests nor members", func(c *reactionhttp.Config) { c.Secrets = nil }, "Secrets", reactionhttp.ErrMissing},
		{"short secret", func(c *reactionhttp.Config) { c.Secrets = append(c.Secrets, make([]byte, 15)) }, "Secrets[1]", reactionhttp.ErrInvalid},
		{"path of another host", func(c *reactionhttp.Config) { c.Path = "//far.example/react" }, "Path", reactionhttp.ErrInvalid},
		{"path that starts nowhere", func(c *reactionhttp.Config) { c.Path = "react" }, "Path", reactionhttp.ErrInvalid},
		{"path with a query", func(c *reactionhttp.Config) { c.Path = "/react?x" }, "Path", reactionhttp.ErrInvalid},
		{"path with a wildcard", func(c *reactionhttp.Config) { c.Path = "/{x}" }, "Path", reactionhttp.ErrInvalid},
		{"cookie with a blank", func(c *reactionhttp.Config) { c.Cookie = "a reader" }, "Cookie", reactionhttp.ErrInvalid},
		{"cookie for no time", func(c *reactionhttp.Config) { c.MaxAge = -time.Hour }, "MaxAge", reactionhttp.ErrInvalid},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := new(site).config(t)
			tt.change(&c)
			_, err := reactionhttp.New(c)
			var fault *reactionhttp.Error
			require.ErrorAs(t, err, &fault)
			assert.Equal(t, tt.field, fault.Field)
			assert.ErrorIs(t, err, tt.want)
			assert.True(t, strings.HasPrefix(err.Error(), "reactionhttp: "+tt.field+": "), err.Error())
		})
	}
}

func TestAllFaultsOfASiteAreToldAtOnce(t *testing.T) {
	_, err := reactionhttp.New(reactionhttp.Config{Cookie: "=", Path: "x"})
	var many interface{ Unwrap() []error }
	require.True(t, errors.As(err, &many))
	assert.Len(t, many.Unwrap(), 7)
}

// What a caller does to its slices later is not the handler's business.
func TestSecretsAreCopied(t *testing.T) {
	secret := []byte("a secret that is wiped")
	s := open(t, func(c *reactionhttp.Config) { c.Secrets = [][]byte{secret} })
	cookie := met(t, s)
	clear(secret)
	assert.False(t, s.who("reader", cookie.Value).IsZero())
}

func TestTheDefaultsAreEnough(t *testing.T) {
	c := new(site).config(t)
	c.Log = nil
	c.Now = func() time.Time { return time.Unix(1_800_000_000, 0) }
	c.Pages = func(context.Context, []string) ([]string, error) { return []string{"/"}, nil }
	h, err := reactionhttp.New(c)
	require.NoError(t, err)
	s := &site{Handler: h, counter: c.Counter}
	assert.False(t, s.who("reader", met(t, s).Value).IsZero())
}
