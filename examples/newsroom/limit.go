package main

import (
	"cmp"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	usualSpan = time.Hour
	maxHeld   = 10_000 // keys that are counted at a time: beyond, the oldest span is forgotten
)

// limiter counts what is done by whom in a span of time. Its zero value is empty; it
// is safe for concurrent use.
type limiter struct {
	span  time.Duration // 0 means an hour
	mu    sync.Mutex
	from  time.Time
	count map[string]int
}

// allow counts one more for a key, and reports whether it is within the limit.
func (l *limiter) allow(key string, limit int, now time.Time) bool {
	return l.wait(key, limit, now) == 0
}

// wait counts one more for a key, and returns how long it has to wait: not at all within
// the limit, beyond it until the span ends.
func (l *limiter) wait(key string, limit int, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	span := cmp.Or(l.span, usualSpan)
	if l.count == nil || now.Sub(l.from) >= span || now.Before(l.from) || len(l.count) >= maxHeld {
		l.from, l.count = now, make(map[string]int)
	}
	if l.count[key]++; l.count[key] <= limit {
		return 0
	}
	return l.from.Add(span).Sub(now)
}

// sender returns whom a request is counted for: the address that it comes from.
func sender(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
