package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

// gzipTag ends the validators of compressed bytes: a strong validator stands for
// bytes, so that those have one of their own.
const gzipTag = `-gzip"`

// compressed sends text compressed to who can read that. It compresses a page that all
// strangers get once.
func compressed(next http.Handler) http.Handler {
	writers := &sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestCompression) // the level is one that there is
		return w
	}}
	kept := new(packed)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !acceptsGzip(r.Header.Get("Accept-Encoding")) || r.Header.Get("Range") != "" {
			w.Header().Add("Vary", "Accept-Encoding")
			next.ServeHTTP(w, r)
			return
		}
		if tag := r.Header.Get("If-None-Match"); tag != "" {
			r = r.Clone(r.Context())
			r.Header.Set("If-None-Match", strings.ReplaceAll(tag, gzipTag, `"`))
		}
		z := &compressor{ResponseWriter: w, request: r, writers: writers, packed: kept}
		next.ServeHTTP(z, r)
		z.end() // not deferred: what panics is broken off, and must not look whole
	})
}

// acceptsGzip reads an Accept-Encoding header (RFC 9110, section 12.5.3).
func acceptsGzip(header string) bool {
	for coding := range strings.SplitSeq(header, ",") {
		name, weight, _ := strings.Cut(strings.TrimSpace(coding), ";")
		weight = strings.ReplaceAll(weight, " ", "")
		if strings.EqualFold(strings.TrimSpace(name), "gzip") && weight != "q=0" && weight != "q=0.0" {
			return true
		}
	}
	return false
}

// compressor compresses what it is given, if that is text.
type compressor struct {
	http.ResponseWriter
	request *http.Request
	writers *sync.Pool
	gzip    *gzip.Writer // nil: as it is, or kept
	packed  *packed
	name    string       // that the answer is kept by; "" where it is not shared
	kept    []byte       // the answer, if it was compressed before
	copy    bytes.Buffer // of what is to be kept
	headed  bool
}

// WriteHeader implements http.ResponseWriter.
func (z *compressor) WriteHeader(status int) {
	if z.headed || status < 200 {
		z.ResponseWriter.WriteHeader(status)
		return
	}
	z.headed = true
	h := z.Header()
	h.Add("Vary", "Accept-Encoding")
	tag := h.Get("ETag")
	zip := status != http.StatusNoContent && status != http.StatusNotModified && h.Get("Content-Encoding") == "" && isText(h.Get("Content-Type"))
	if strings.HasPrefix(tag, `"`) && (zip || status == http.StatusNotModified) {
		h.Set("ETag", strings.TrimSuffix(tag, `"`)+gzipTag)
	}
	if zip {
		h.Del("Content-Length")
		h.Del("Accept-Ranges")
		h.Set("Content-Encoding", "gzip")
		z.pack(tag)
	}
	z.ResponseWriter.WriteHeader(status)
}

// pack finds the compressed bytes of an answer, or begins to make them.
func (z *compressor) pack(tag string) {
	if z.request.Method == http.MethodGet && strings.HasPrefix(tag, `"`) && z.Header().Get("Cache-Control") == sharedPage {
		z.name = z.request.URL.Path + " " + tag
		if z.kept = z.packed.take(z.name); z.kept != nil {
			z.Header().Set("Content-Length", strconv.Itoa(len(z.kept)))
			return
		}
	}
	z.gzip, _ = z.writers.Get().(*gzip.Writer)
	if z.name == "" {
		z.gzip.Reset(z.ResponseWriter)
	} else {
		z.gzip.Reset(io.MultiWriter(z.ResponseWriter, &z.copy))
	}
}

// Write implements http.ResponseWriter.
func (z *compressor) Write(p []byte) (int, error) {
	if !z.headed {
		if z.Header().Get("Content-Type") == "" {
			z.Header().Set("Content-Type", http.DetectContentType(p))
		}
		z.WriteHeader(http.StatusOK)
	}
	switch {
	case z.kept != nil:
		return len(p), nil
	case z.gzip != nil:
		return z.gzip.Write(p)
	}
	return z.ResponseWriter.Write(p)
}

func (z *compressor) end() {
	if z.kept != nil {
		_, _ = z.ResponseWriter.Write(z.kept) // a reader who has gone is no fault of ours
	}
	if z.gzip == nil {
		return
	}
	// What could not be sent whole was not compressed whole.
	if err := z.gzip.Close(); err == nil && z.name != "" {
		z.packed.put(z.name, z.copy.Bytes())
	}
	z.gzip.Reset(io.Discard)
	z.writers.Put(z.gzip)
}

// packed keeps compressed answers by address and validator, which stand for the bytes.
// Its zero value is empty; it is safe for concurrent use.
type packed struct {
	mu   sync.Mutex
	held map[string][]byte
}

func (p *packed) take(name string) []byte {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.held[name]
}

// put keeps an answer. Where there are as many as pages are kept, all others go.
func (p *packed) put(name string, answer []byte) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.held == nil || len(p.held) >= keptPages {
		p.held = make(map[string][]byte)
	}
	p.held[name] = answer
}

func isText(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "json") || kind == "application/javascript"
}
