package main

import (
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	limitSpan = time.Hour
	maxHeld   = 10_000 // keys that are counted at a time: beyond, the oldest span is forgotten
)

// limiter counts what is done by whom in a span of time. Its zero value is empty; it
// is safe for concurrent use.
type limiter struct {
	mu    sync.Mutex
	from  time.Time
	count map[string]int
}

// allow counts one more for a key, and reports whether it is within the limit.
func (l *limiter) allow(key string, limit int, now time.Time) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.count == nil || now.Sub(l.from) >= limitSpan || now.Before(l.from) || len(l.count) >= maxHeld {
		l.from, l.count = now, make(map[string]int)
	}
	l.count[key]++
	return l.count[key] <= limit
}

// sender returns whom a request is counted for: the address that it comes from.
func sender(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}
