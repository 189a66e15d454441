package main

import (
	"cmp"
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"net/http"
	"net/url"
	"time"

	"github.com/newsjunction/news/render/theme"
)

const (
	linkAge       = 48 * time.Hour // of a link in a mail
	perSender     = 30             // forms an hour from one address of the network
	perAddressee  = 3              // mails an hour to one address
	lettersSchema = `CREATE TABLE IF NOT EXISTS newsroom_letters (
		email TEXT PRIMARY KEY, token BLOB NOT NULL, asked INTEGER NOT NULL, confirmed INTEGER NOT NULL DEFAULT 0)`
)

// letters are the addresses that get the newsletter, and those that asked for it.
type letters struct {
	db   *sql.DB
	out  outbox
	host string // in Message-IDs
	limiter
}

// newLetters opens the addresses in a database. Nothing is written to anybody before
// out is set.
func newLetters(ctx context.Context, db *sql.DB, base string) (*letters, error) {
	if _, err := db.ExecContext(ctx, lettersSchema); err != nil {
		return nil, err
	}
	u, err := url.Parse(base)
	if err != nil {
		return nil, err
	}
	return &letters{db: db, host: cmp.Or(u.Hostname(), "localhost")}, nil
}

// subscribe takes the form of the newsletter. It answers the same for an address that
// has it and one that has not: nobody learns from it who reads.
func (n *newsroom) subscribe(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	page := theme.FormPage{Kind: theme.NewsletterForm, Email: r.PostForm.Get("email")}
	address, ok := parseAddress(page.Email)
	switch now := n.now(); {
	case !ok:
		page.Fault = theme.FaultEmail
	case !n.letters.allow("from "+sender(r), perSender, now):
		page.Fault = theme.FaultOften
	default:
		if err := n.letters.ask(r.Context(), address, n.site.URL("/newsletter/confirm"), now); err != nil {
			n.fail(w, r, err)
			return
		}
		page.Done = true
	}
	n.showForm(w, r, page)
}

// ask keeps that an address asked, and writes it a link that confirms that it did.
func (l *letters) ask(ctx context.Context, address, link string, now time.Time) error {
	var confirmed int64
	err := l.db.QueryRowContext(ctx, `SELECT confirmed FROM newsroom_letters WHERE email = ?`, address).Scan(&confirmed)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if confirmed != 0 || !l.allow("to "+address, perAddressee, now) {
		return nil
	}
	token := newToken()
	if _, err := l.db.ExecContext(ctx, `INSERT INTO newsroom_letters (email, token, asked) VALUES (?, ?, ?)
		ON CONFLICT (email) DO UPDATE SET token = excluded.token, asked = excluded.asked`, address, digest(token), now.Unix()); err != nil {
		return err
	}
	return l.out.put(letter{address, "Please confirm your address",
		"Somebody, we hope you, asked for our newsletter to come here.\n\nTo have it, open this link within two days:\n" +
			link + "?token=" + url.QueryEscape(token) + "\n\nIf it was not you, do nothing: nothing more will come.\n"}, l.host, now)
}

// confirm takes the link of a mail. Taken twice, it still holds.
func (n *newsroom) confirm(w http.ResponseWriter, r *http.Request) {
	page := theme.FormPage{Kind: theme.NewsletterConfirmed, Done: true}
	result, err := n.letters.db.ExecContext(r.Context(),
		`UPDATE newsroom_letters SET confirmed = CASE confirmed WHEN 0 THEN ? ELSE confirmed END WHERE token = ? AND (confirmed <> 0 OR asked > ?)`,
		n.now().Unix(), digest(r.FormValue("token")), n.now().Add(-linkAge).Unix())
	if err != nil {
		n.fail(w, r, err)
		return
	}
	if rows, err := result.RowsAffected(); err != nil || rows == 0 {
		page = theme.FormPage{Kind: theme.NewsletterForm, Fault: theme.FaultLink}
	}
	n.showForm(w, r, page)
}

// digest is what is kept of a token: who reads the database can't use it.
func digest(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// showForm shows a form: 422 with what is wrong, 429 where it was sent too often.
func (n *newsroom) showForm(w http.ResponseWriter, r *http.Request, page theme.FormPage) {
	var err error
	if page.Chrome, err = n.chrome(r.Context(), n.now()); err != nil {
		n.fail(w, r, err)
		return
	}
	page.Visitor = n.visitor(r)
	status := http.StatusOK
	switch page.Fault {
	case theme.NoFault:
	case theme.FaultOften:
		status = http.StatusTooManyRequests
	default:
		status = http.StatusUnprocessableEntity
	}
	n.show(w, r, status, theme.Form(page))
}
