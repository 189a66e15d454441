package main

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"
	"sync"
)

// gzipTag ends the validators of compressed bytes: a strong validator stands for
// bytes, so that those have one of their own.
const gzipTag = `-gzip"`

// compressed sends text compressed to who can read that.
func compressed(next http.Handler) http.Handler {
	writers := &sync.Pool{New: func() any {
		w, _ := gzip.NewWriterLevel(io.Discard, gzip.BestCompression) // the level is one that there is
		return w
	}}
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
		z := &compressor{ResponseWriter: w, writers: writers}
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
	writers *sync.Pool
	gzip    *gzip.Writer // nil: as it is
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
		z.gzip, _ = z.writers.Get().(*gzip.Writer)
		z.gzip.Reset(z.ResponseWriter)
	}
	z.ResponseWriter.WriteHeader(status)
}

// Write implements http.ResponseWriter.
func (z *compressor) Write(p []byte) (int, error) {
	if !z.headed {
		if z.Header().Get("Content-Type") == "" {
			z.Header().Set("Content-Type", http.DetectContentType(p))
		}
		z.WriteHeader(http.StatusOK)
	}
	if z.gzip != nil {
		return z.gzip.Write(p)
	}
	return z.ResponseWriter.Write(p)
}

func (z *compressor) end() {
	if z.gzip != nil {
		_ = z.gzip.Close() // a reader who has gone is no fault of ours
		z.gzip.Reset(io.Discard)
		z.writers.Put(z.gzip)
	}
}

func isText(kind string) bool {
	kind, _, _ = strings.Cut(kind, ";")
	return strings.HasPrefix(kind, "text/") || strings.HasSuffix(kind, "xml") || strings.HasSuffix(kind, "json") || kind == "application/javascript"
}
