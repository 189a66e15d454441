package reactionsql

import (
	"context"
	"database/sql/driver"
	"errors"
	"strings"

	"github.com/newsjunction/news/reaction"
)

func postgresDialect() dialect {
	return dialect{
		begin: "BEGIN ISOLATION LEVEL READ COMMITTED",
		// One key for every store, since only openings and repairs take it: the word
		// "reaction" as a number, most significant byte first.
		lock:     "SELECT pg_advisory_xact_lock(8243101772754284398)",
		made:     "SELECT count(to_regclass('{rows}_by_reader'))",
		text:     `TEXT COLLATE "C"`,
		bytes:    "BYTEA",
		counters: "WITH (fillfactor = 50)", // a counter changes often: room beside it spares its index
		numbered: true,
		among: func(values []string) (string, []any) {
			return "= ANY(CAST(CAST(? AS text) AS text[]))", []any{array(values)}
		},
		writes: newPostgres,
	}
}

// array is the text form of an array of text, which every driver can bind; a list of
// placeholders would be another statement to prepare for each length.
func array(values []string) string {
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	var b strings.Builder
	for i, v := range values {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteByte('"')
		_, _ = quote.WriteString(&b, v) // a Builder never fails
		b.WriteByte('"')
	}
	return "{" + b.String() + "}"
}

// postgres writes in one statement: the reaction first, whose row lock orders the
// writers of one reader, and then the counters in the order of subject and kind. A
// statement sees the newest version of a row that it has waited for, but finds only
// rows that were there when it began; counters are therefore always inserted, which
// meets the ones that others have made meanwhile.
type postgres struct {
	*Store
	put    string // makes or replaces a reaction; returns the kind before, and no row where nothing changes
	remove string // undoes a reaction; returns it
	place  string // makes a reaction where there is none; returns the kind held
	move   string // replaces a reaction of one kind; returns the kind held
	take   string // undoes a reaction of one kind; returns the kind held
	forget string // removes what a reader holds
}

func newPostgres(s *Store, rows, counts string) writes {
	const (
		insert = "INSERT INTO {rows} AS r (subject, reader, kind, was) VALUES ($1, $2, $3, '') ON CONFLICT (subject, reader) DO UPDATE SET was = r.kind"
		held   = "held AS (SELECT kind FROM {rows} WHERE subject = $1 AND reader = $2 FOR UPDATE)"
		ours   = "held WHERE r.subject = $1 AND r.reader = $2 AND held.kind = $3 RETURNING r.kind"
		count  = "counted AS (INSERT INTO {counts} AS c (subject, kind, n) SELECT $1, kind, n FROM step ORDER BY kind COLLATE \"C\"" +
			" ON CONFLICT (subject, kind) DO UPDATE SET n = c.n + excluded.n)"
	)
	fill := strings.NewReplacer("{rows}", rows, "{counts}", counts)
	return postgres{
		Store: s,
		put: fill.Replace("WITH changed AS (" + insert + ", kind = excluded.kind WHERE r.kind <> excluded.kind RETURNING kind, was)," +
			" step AS (SELECT was AS kind, -1 AS n FROM changed WHERE was <> '' UNION ALL SELECT kind, 1 FROM changed), " +
			count + " SELECT was FROM changed"),
		remove: fill.Replace("WITH changed AS (DELETE FROM {rows} WHERE subject = $1 AND reader = $2 RETURNING kind)," +
			" step AS (SELECT kind, -1 AS n FROM changed), " + count + " SELECT kind FROM changed"),
		place: fill.Replace("WITH held AS (" + insert + " RETURNING kind, was)," +
			" step AS (SELECT kind, 1 AS n FROM held WHERE was = ''), " + count + " SELECT was FROM held"),
		move: fill.Replace("WITH " + held + ", changed AS (UPDATE {rows} AS r SET was = r.kind, kind = $4 FROM " + ours + ", r.was)," +
			" step AS (SELECT was AS kind, -1 AS n FROM changed UNION ALL SELECT kind, 1 FROM changed), " +
			count + " SELECT kind FROM held"),
		take: fill.Replace("WITH " + held + ", changed AS (DELETE FROM {rows} AS r USING " + ours + ")," +
			" step AS (SELECT kind, -1 AS n FROM changed), " + count + " SELECT kind FROM held"),
		forget: fill.Replace("WITH held AS (SELECT subject FROM {rows} WHERE reader = $1 ORDER BY subject FOR UPDATE)," +
			" changed AS (DELETE FROM {rows} AS r USING held WHERE r.reader = $1 AND r.subject = held.subject RETURNING r.subject, r.kind)" +
			" INSERT INTO {counts} AS c (subject, kind, n) SELECT subject, kind, -1 FROM changed ORDER BY subject, kind" +
			" ON CONFLICT (subject, kind) DO UPDATE SET n = c.n + excluded.n"),
	}
}

func (s postgres) set(ctx context.Context, subject string, r reaction.Reader, k reaction.Kind) (reaction.Kind, error) {
	if k == "" {
		return s.one(ctx, "", s.remove, subject, key(r))
	}
	return s.one(ctx, k, s.put, subject, key(r), string(k))
}

func (s postgres) swap(ctx context.Context, subject string, r reaction.Reader, from, to reaction.Kind) (reaction.Kind, error) {
	switch {
	case from == to:
		return s.one(ctx, "", s.text.held, subject, key(r))
	case from == "":
		return s.one(ctx, "", s.place, subject, key(r), string(to))
	case to == "":
		return s.one(ctx, "", s.take, subject, key(r), string(from))
	}
	return s.one(ctx, "", s.move, subject, key(r), string(from), string(to))
}

func (s postgres) erase(ctx context.Context, r reaction.Reader) error {
	_, err := s.one(ctx, "", s.forget, key(r))
	return err
}

// tries is how many connections a write tries that turn out to be lost before
// anything was sent, as those of a server that was started again are.
const tries = 4

// one runs a statement and returns its kind, or none where it has no row. ctx ends
// the wait for a connection. The statement is seen through: an abandoned one might
// still be made, after a later one of the same reader.
func (s postgres) one(ctx context.Context, none reaction.Kind, text string, args ...any) (before reaction.Kind, err error) {
	for range tries {
		before, err = s.oneOn(ctx, none, text, args)
		if !errors.Is(err, driver.ErrBadConn) {
			break
		}
	}
	return before, err
}

func (s postgres) oneOn(ctx context.Context, none reaction.Kind, text string, args []any) (reaction.Kind, error) {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	return scalar(none)(conn.QueryContext(context.WithoutCancel(ctx), text, args...))
}
