package main

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"database/sql"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/newsjunction/news/render/theme"
	"github.com/newsjunction/news/taxonomy/text"
)

const (
	sessionAge  = 30 * 24 * time.Hour
	minPassword = 8  // characters (NIST SP 800-63B)
	maxName     = 60 // characters

	// Argon2id as the OWASP cheat sheet on password storage wants it at least.
	argonTime, argonMemory, argonThreads, argonKey = 2, 19 << 10, 1, 32
	argonAtOnce                                    = 4 // 76 MB

	membersSchema = `CREATE TABLE IF NOT EXISTS newsroom_members (
		email TEXT PRIMARY KEY, name TEXT NOT NULL, salt BLOB NOT NULL, password BLOB NOT NULL, joined INTEGER NOT NULL);
	CREATE TABLE IF NOT EXISTS newsroom_sessions (token BLOB PRIMARY KEY, email TEXT NOT NULL, until INTEGER NOT NULL);
	CREATE TABLE IF NOT EXISTS newsroom_resets (token BLOB PRIMARY KEY, email TEXT NOT NULL, until INTEGER NOT NULL)`
)

// members are the accounts of readers.
type members struct {
	db     *sql.DB
	busy   chan struct{} // a password takes memory: so many at a time
	nobody [2][]byte     // salt and hash of no password, for an address without an account
	limiter
}

var errTaken = errors.New("the address has an account")

func newMembers(ctx context.Context, db *sql.DB) (*members, error) {
	if _, err := db.ExecContext(ctx, membersSchema); err != nil {
		return nil, err
	}
	m := &members{db: db, busy: make(chan struct{}, argonAtOnce)}
	m.nobody[0] = salt()
	m.nobody[1] = m.hash(newToken(), m.nobody[0])
	return m, nil
}

func salt() []byte {
	s := make([]byte, 16)
	_, _ = rand.Read(s) // never fails
	return s
}

func (m *members) hash(password string, salt []byte) []byte {
	m.busy <- struct{}{}
	defer func() { <-m.busy }()
	return argon2.IDKey([]byte(password), salt, argonTime, argonMemory, argonThreads, argonKey)
}

// name returns who is signed in by a token, and "" for nobody.
func (m *members) name(ctx context.Context, token string, now time.Time) (name string) {
	if token == "" {
		return ""
	}
	const find = `SELECT m.name FROM newsroom_sessions s JOIN newsroom_members m ON m.email = s.email WHERE s.token = ? AND s.until > ?`
	if err := m.db.QueryRowContext(ctx, find, digest(token), now.Unix()).Scan(&name); err != nil {
		return ""
	}
	return name
}

// account returns the address of who is signed in by a token, and "" for nobody.
func (m *members) account(ctx context.Context, token string, now time.Time) (address string, err error) {
	if token == "" {
		return "", nil
	}
	err = m.db.QueryRowContext(ctx, `SELECT email FROM newsroom_sessions WHERE token = ? AND until > ?`, digest(token), now.Unix()).Scan(&address)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return address, err
}

// join makes an account, or returns errTaken.
func (m *members) join(ctx context.Context, address, name, password string, now time.Time) error {
	s := salt()
	result, err := m.db.ExecContext(ctx, `INSERT INTO newsroom_members (email, name, salt, password, joined) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		address, name, s, m.hash(password, s), now.Unix())
	if err != nil {
		return err
	}
	if rows, err := result.RowsAffected(); err != nil || rows == 0 {
		return errors.Join(errTaken, err)
	}
	return nil
}

// open starts a session where address and password fit. It takes as long for an
// address without an account.
func (m *members) open(ctx context.Context, address, password string, now time.Time) (token string, ok bool, err error) {
	s, want := m.nobody[0], m.nobody[1]
	err = m.db.QueryRowContext(ctx, `SELECT salt, password FROM newsroom_members WHERE email = ?`, address).Scan(&s, &want)
	known := err == nil
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", false, err
	}
	if subtle.ConstantTimeCompare(m.hash(password, s), want) != 1 || !known {
		return "", false, nil
	}
	token = newToken()
	if _, err := m.db.ExecContext(ctx, `DELETE FROM newsroom_sessions WHERE until <= ?`, now.Unix()); err != nil {
		return "", false, err
	}
	_, err = m.db.ExecContext(ctx, `INSERT INTO newsroom_sessions (token, email, until) VALUES (?, ?, ?)`, digest(token), address, now.Add(sessionAge).Unix())
	return token, err == nil, err
}

// forgot returns a token for a new password; "" where the address has no account.
func (m *members) forgot(ctx context.Context, address string, now time.Time) (string, error) {
	token := newToken()
	result, err := m.db.ExecContext(ctx, `INSERT INTO newsroom_resets (token, email, until) SELECT ?, email, ? FROM newsroom_members WHERE email = ?`,
		digest(token), now.Add(linkAge).Unix(), address)
	if err != nil {
		return "", err
	}
	if rows, err := result.RowsAffected(); err != nil || rows == 0 {
		return "", err
	}
	return token, nil
}

// renew sets the password that a token is for, once, and ends all sessions.
func (m *members) renew(ctx context.Context, token, password string, now time.Time) (bool, error) {
	s := salt()
	key := m.hash(password, s)
	tx, err := m.db.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer func() { _ = tx.Rollback() }() // after a commit, it does nothing
	var address string
	err = tx.QueryRowContext(ctx, `DELETE FROM newsroom_resets WHERE token = ? AND until > ? RETURNING email`, digest(token), now.Unix()).Scan(&address)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	for _, step := range []struct {
		query string
		args  []any
	}{
		{`UPDATE newsroom_members SET salt = ?, password = ? WHERE email = ?`, []any{s, key, address}},
		{`DELETE FROM newsroom_sessions WHERE email = ?`, []any{address}},
		{`DELETE FROM newsroom_resets WHERE email = ?`, []any{address}},
	} {
		if err == nil {
			_, err = tx.ExecContext(ctx, step.query, step.args...)
		}
	}
	if err != nil {
		return false, err
	}
	return true, tx.Commit()
}

// formOf shows an empty form.
func (n *newsroom) formOf(kind theme.FormKind) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		n.showForm(w, r, theme.FormPage{Kind: kind, Token: r.FormValue("token")})
	}
}

// signIn takes address and password.
func (n *newsroom) signIn(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	page := theme.FormPage{Kind: theme.SignInForm, Email: r.PostForm.Get("email")}
	address, _ := parseAddress(page.Email)
	if !n.members.allow("from "+sender(r), perSender, n.now()) || !n.members.allow("to "+address, perSender, n.now()) {
		page.Fault = theme.FaultOften
		n.showForm(w, r, page)
		return
	}
	token, ok, err := n.members.open(r.Context(), address, r.PostForm.Get("password"), n.now())
	switch {
	case err != nil:
		n.fail(w, r, err)
	case !ok:
		page.Fault = theme.FaultSignIn
		n.showForm(w, r, page)
	default:
		n.keep(w, r, "session", token, sessionAge, true)
		http.Redirect(w, r, "/", http.StatusSeeOther)
	}
}

// signOut ends the session.
func (n *newsroom) signOut(w http.ResponseWriter, r *http.Request) {
	if _, err := n.members.db.ExecContext(r.Context(), `DELETE FROM newsroom_sessions WHERE token = ?`, digest(cookie(r, "session"))); err != nil {
		n.fail(w, r, err)
		return
	}
	n.keep(w, r, "session", "", 0, true)
	http.Redirect(w, r, n.back(r), http.StatusSeeOther)
}

// join makes an account.
func (n *newsroom) join(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	page := theme.FormPage{Kind: theme.JoinForm, Email: r.PostForm.Get("email"), Name: strings.TrimSpace(r.PostForm.Get("name"))}
	password := r.PostForm.Get("password")
	address, ok := parseAddress(page.Email)
	switch {
	case !ok:
		page.Fault = theme.FaultEmail
	case page.Name == "" || utf8.RuneCountInString(page.Name) > maxName || text.Check(page.Name) != nil:
		page.Fault = theme.FaultName
	case utf8.RuneCountInString(password) < minPassword:
		page.Fault = theme.FaultPassword
	case !n.members.allow("from "+sender(r), perSender, n.now()):
		page.Fault = theme.FaultOften
	default:
		switch err := n.members.join(r.Context(), address, page.Name, password, n.now()); {
		case errors.Is(err, errTaken):
			page.Fault = theme.FaultTaken
		case err != nil:
			n.fail(w, r, err)
			return
		default:
			page.Done = true
		}
	}
	n.showForm(w, r, page)
}

// lostPassword writes a link to the address of an account. It answers the same where
// there is none.
func (n *newsroom) lostPassword(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	page := theme.FormPage{Kind: theme.LostPasswordForm, Email: r.PostForm.Get("email")}
	address, ok := parseAddress(page.Email)
	switch now := n.now(); {
	case !ok:
		page.Fault = theme.FaultEmail
	case !n.members.allow("from "+sender(r), perSender, now):
		page.Fault = theme.FaultOften
	case !n.members.allow("mail "+address, perAddressee, now):
		page.Done = true
	default:
		token, err := n.members.forgot(r.Context(), address, now)
		if err == nil && token != "" {
			err = n.letters.out.put(letter{address, "A new password",
				"Somebody, we hope you, asked for a new password.\n\nTo choose one, open this link within two days. It works once:\n" +
					n.site.URL("/new-password") + "?token=" + url.QueryEscape(token) + "\n\nIf it was not you, do nothing: your password stays.\n"}, n.letters.host, now)
		}
		if err != nil {
			n.fail(w, r, err)
			return
		}
		page.Done = true
	}
	n.showForm(w, r, page)
}

// newPassword takes the form that the link of a mail leads to.
func (n *newsroom) newPassword(w http.ResponseWriter, r *http.Request) {
	if !n.form(w, r) {
		return
	}
	page := theme.FormPage{Kind: theme.NewPasswordForm, Token: r.PostForm.Get("token")}
	password := r.PostForm.Get("password")
	switch {
	case utf8.RuneCountInString(password) < minPassword:
		page.Fault = theme.FaultPassword
	case !n.members.allow("from "+sender(r), perSender, n.now()):
		page.Fault = theme.FaultOften
	default:
		ok, err := n.members.renew(r.Context(), page.Token, password, n.now())
		if err != nil {
			n.fail(w, r, err)
			return
		}
		page.Done = ok
		if !ok {
			page.Fault = theme.FaultLink
		}
	}
	n.showForm(w, r, page)
}
