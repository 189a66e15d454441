package render

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/htmlbody"
	"github.com/newsjunction/news/article/sanitize"
)

// A Letter is a newsletter: the articles in it, and how it is sent.
type Letter struct {
	From, To    mail.Address
	Subject     string // "" means the headline of the first article
	Date        time.Time
	ID          string // of the message, such as "2026-03-01@news.example"; "": whoever sends it gives one
	Unsubscribe string // where the reader ends it, with one click (RFC 8058); "": the letter says nothing of it
	Articles    []article.View
	Linked      func(article.ID) (article.Teaser, bool) // as [Feed]
}

// Newsletter writes a letter to w as a message (RFC 5322) that is ready to be sent,
// and to be kept as an .eml file: HTML for mail programs, whose body is what
// [sanitize.Newsletter] keeps, and the same as plain text beside it. Of an article
// that is not for everybody it holds the whole: who may have it is for the sender to
// say. No text can add a header. The same letter gives the same bytes.
//
// The errors are [ErrNoBase] for the zero Site, before the first byte, and those of w.
func Newsletter(w io.Writer, s Site, l Letter) error {
	if s.made == nil {
		return fmt.Errorf("render: newsletter: %w", ErrNoBase)
	}
	var plain, html bytes.Buffer
	if err := l.text(&plain, s); err != nil {
		return fmt.Errorf("render: newsletter: %w", err)
	}
	if err := NewsletterHTML(&html, s, l); err != nil {
		return err
	}
	sum := sha256.Sum256(append(plain.Bytes(), html.Bytes()...))
	m := message{w: w, boundary: hex.EncodeToString(sum[:16])}
	m.headers(s, l)
	m.part("text/plain", plain.Bytes())
	m.part("text/html", html.Bytes())
	m.write("--", m.boundary, "--\r\n")
	if m.err != nil {
		return fmt.Errorf("render: newsletter: %w", m.err)
	}
	return nil
}

func (l Letter) subject(s Site) string {
	if l.Subject == "" && len(l.Articles) > 0 {
		l.Subject = l.Articles[0].Headline("")
	}
	if l.Subject == "" {
		return s.config().Name
	}
	return l.Subject
}

// open returns a view as the letter shows it.
func (l Letter) open(v article.View) article.View {
	v = v.On(article.ChannelNewsletter)
	v.Access = article.Public
	return v
}

func (l Letter) text(w io.Writer, s Site) error {
	for i, v := range l.Articles {
		if i > 0 {
			if _, err := io.WriteString(w, "\n"+strings.Repeat("-", 72)+"\n\n"); err != nil {
				return err
			}
		}
		if err := Text(w, s, l.open(v), 72); err != nil {
			return err
		}
	}
	if address := s.URL(l.Unsubscribe); address != "" {
		_, err := io.WriteString(w, "\n-- \n"+s.config().Name+"\n"+address+"\n")
		return err
	}
	return nil
}

// NewsletterHTML writes the HTML of a letter alone, for those who send through a
// service of their own. Errors are those of [Newsletter].
func NewsletterHTML(w io.Writer, s Site, l Letter) error {
	if s.made == nil {
		return fmt.Errorf("render: newsletter: %w", ErrNoBase)
	}
	m, err := newBody(s, htmlbody.Mail, sanitize.Newsletter(), l.Linked)
	if err != nil {
		return fmt.Errorf("render: newsletter: %w", err)
	}
	h := letter{w: w}
	lang := s.config().Lang
	h.put(`<!DOCTYPE html><html lang="`, lang, `" dir="`, Direction(lang), `"><head><meta charset="utf-8"><title>`)
	h.text(l.subject(s))
	h.put("</title></head><body>\n")
	for _, v := range l.Articles {
		if err := h.story(s, m, l.open(v)); err != nil {
			return fmt.Errorf("render: newsletter: %w", err)
		}
	}
	if address := s.URL(l.Unsubscribe); address != "" {
		h.put("<hr><p><small>")
		h.link(address, s.config().Name)
		h.put("</small></p>\n")
	}
	h.put("</body></html>\n")
	if h.err != nil {
		return fmt.Errorf("render: newsletter: %w", h.err)
	}
	return nil
}

// letter writes the frame around the bodies of a letter; it stops at the first error.
type letter struct {
	w   io.Writer
	err error
}

// put writes what needs no escape.
func (h *letter) put(markup ...string) {
	for _, m := range markup {
		if h.err == nil {
			_, h.err = io.WriteString(h.w, m)
		}
	}
}

func (h *letter) text(s string) { h.put(string(htmlbody.AppendText(nil, s))) }

func (h *letter) link(address, words string) {
	if address != "" {
		h.put(`<a href="`)
		h.text(address)
		h.put(`">`)
	}
	h.text(words)
	if address != "" {
		h.put("</a>")
	}
}

func (h *letter) story(s Site, m *body, v article.View) error {
	address := s.ArticleURL(v.Teaser)
	h.put(`<div dir="`, Direction(v.Lang), `"`)
	if v.Lang != "" {
		h.put(` lang="`)
		h.text(v.Lang)
		h.put(`"`)
	}
	h.put("><h1>")
	h.link(address, v.Headline(""))
	h.put("</h1>\n")
	for _, line := range []string{v.Decks.For(""), v.Byline.Format(v.Lang, s.Author)} {
		if line != "" {
			h.put("<p>")
			h.text(line)
			h.put("</p>\n")
		}
	}
	lead := article.Body{}
	if v.Lead != nil {
		lead = append(lead, article.Block{Content: article.Figure{Image: *v.Lead}})
	}
	v.Body = append(lead, v.Body...)
	html, err := m.append(nil, &v, address)
	h.put(string(html), "</div>\n")
	if err == nil {
		err = h.err
	}
	return err
}

// message writes a message; it stops at the first error.
type message struct {
	w        io.Writer
	boundary string
	err      error
}

func (m *message) write(parts ...string) {
	for _, p := range parts {
		if m.err == nil {
			_, m.err = io.WriteString(m.w, p)
		}
	}
}

func (m *message) headers(s Site, l Letter) {
	header := func(name, value string) {
		if value = oneLine(value); value != "" {
			m.write(name, ": ", value, "\r\n")
		}
	}
	header("From", address(l.From))
	header("To", address(l.To))
	m.write("Subject: ", fold(strings.ReplaceAll(mime.QEncoding.Encode("utf-8", oneLine(l.subject(s))), "\r\n", "")), "\r\n")
	if !l.Date.IsZero() {
		header("Date", l.Date.In(s.config().TimeZone).Format(time.RFC1123Z))
	}
	if l.ID != "" {
		header("Message-ID", "<"+messageID(l.ID)+">")
	}
	if address := s.URL(l.Unsubscribe); address != "" {
		header("List-Unsubscribe", "<"+address+">")
		header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	header("MIME-Version", "1.0")
	header("Content-Type", `multipart/alternative; boundary="`+m.boundary+`"`)
	m.write("\r\n")
}

// fold breaks a header at spaces into lines that mail allows (RFC 5322, 2.2.3).
func fold(value string) string {
	var b strings.Builder
	column := 0
	for i, word := range strings.Split(value, " ") {
		if i > 0 {
			if column += len(word) + 1; column > 72 && word != "" {
				b.WriteString("\r\n")
				column = len(word)
			}
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// address spells an address of mail; "" for none.
func address(a mail.Address) string {
	if a.Address == "" {
		return ""
	}
	a.Name = oneLine(a.Name)
	return a.String()
}

// messageID keeps the characters that an id of a message may have (RFC 5322, 3.2.3).
func messageID(id string) string {
	return strings.Map(func(r rune) rune {
		if r <= ' ' || r > '~' || strings.ContainsRune(`<>()[]\,;:"`, r) {
			return -1
		}
		return r
	}, id)
}

// part writes a body. Lines of text end as mail's do.
func (m *message) part(kind string, text []byte) {
	m.write("--", m.boundary, "\r\nContent-Type: ", kind, "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	if m.err != nil {
		return
	}
	q := quotedprintable.NewWriter(m.w)
	if _, m.err = q.Write(text); m.err == nil {
		m.err = q.Close()
	}
	m.write("\r\n")
}
