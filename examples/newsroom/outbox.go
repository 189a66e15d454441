package main

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// outbox is the folder of mails to send: a file each (RFC 5322), which a mail program
// or a relay takes from there. The newsroom sends nothing itself.
type outbox string

// A letter is a mail in plain text.
type letter struct {
	to, subject, text string
}

// put writes a letter, whole or not at all.
func (o outbox) put(l letter, host string, now time.Time) error {
	if o == "" {
		return errors.New("there is no outbox")
	}
	if err := os.MkdirAll(string(o), 0o700); err != nil {
		return err
	}
	id := newToken()[:16]
	name := filepath.Join(string(o), now.UTC().Format("20060102T150405")+"-"+hex.EncodeToString([]byte(id))[:16])
	message, err := l.message(id, host, now)
	if err != nil {
		return err
	}
	if err := os.WriteFile(name+".tmp", message, 0o600); err != nil {
		return err
	}
	return os.Rename(name+".tmp", name+".eml")
}

func (l letter) message(id, host string, now time.Time) ([]byte, error) {
	var out bytes.Buffer
	to, from := mail.Address{Address: l.to}, mail.Address{Name: "News Junction", Address: "letters@" + host}
	fmt.Fprintf(&out, "From: %s\r\nTo: %s\r\nSubject: %s\r\nDate: %s\r\nMessage-ID: <%s@%s>\r\n",
		from.String(), to.String(), mime.QEncoding.Encode("utf-8", l.subject), now.Format(time.RFC1123Z), id, host)
	out.WriteString("Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n")
	w := quotedprintable.NewWriter(&out)
	_, err := w.Write([]byte(strings.ReplaceAll(l.text, "\n", "\r\n")))
	return out.Bytes(), errors.Join(err, w.Close())
}

// newToken returns what nobody can guess.
func newToken() string { return rand.Text() }

// parseAddress returns a mail address as it is kept: one address, no name beside it.
func parseAddress(s string) (string, bool) {
	s = strings.TrimSpace(s)
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != s || len(s) > 254 {
		return "", false
	}
	_, host, _ := strings.Cut(s, "@")
	return strings.ToLower(s), strings.Contains(strings.Trim(host, "."), ".")
}
