package reactionsql

import (
	"fmt"
	"strconv"
	"strings"
)

// Dialect is the SQL that a database speaks.
type Dialect uint8

const (
	// SQLite is the dialect of SQLite, from 3.35 on.
	SQLite Dialect = iota
	// PostgreSQL is the dialect of PostgreSQL, from 9.5 on.
	PostgreSQL
)

// A dialect is what differs between the databases; all else is SQL that they share.
type dialect struct {
	begin    string // starts a transaction
	lock     string // follows it, so that it excludes others of this package; "" where it does already
	made     string // counts the index of readers: 0 or 1
	text     string // type of a column of text that is compared byte by byte
	bytes    string // type of a column of bytes
	table    string // ends the definition of the table of reactions, whose primary key is all that finds a row
	counters string // ends that of the table of counters
	numbered bool   // placeholders are $1, $2 and so on; else ?

	// among returns what follows the name of a column that is one of the values.
	among func(values []string) (text string, args []any)

	writes func(s *Store, rows, counts string) writes
}

func (d Dialect) speech() (dialect, error) {
	switch d {
	case SQLite:
		return sqliteDialect(), nil
	case PostgreSQL:
		return postgresDialect(), nil
	}
	return dialect{}, fmt.Errorf("%w: %d", ErrUnknownDialect, d)
}

// bind brings the placeholders of a statement into the engine's form. No statement
// holds a question mark that is not a placeholder.
func (d dialect) bind(statement string) string {
	if !d.numbered {
		return statement
	}
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, ok := strings.Cut(statement, "?")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		statement = after
	}
}

// statements are the texts that the dialects share, with the tables' names filled in.
type statements struct {
	made   string
	tables []string
	probe  []string // fail where a table lacks a column
	index  string

	held    string // kind of a reaction
	add     string // adds to a counter, making it where it is missing
	drifted string // kinds of a subject whose counter is off, and what it lacks
	mine    string // begins the question for kinds; subjects follow
	tallies string // begins the question for counts; subjects follow
	ordered string // ends it
	page    string // rows after a subject and reader
	pageOf  string // rows of a subject after a reader
}

func (d dialect) statements(rows, counts string) statements {
	fill := strings.NewReplacer("{rows}", rows, "{counts}", counts, "{text}", d.text, "{bytes}", d.bytes,
		"{table}", d.table, "{counters}", d.counters, "{page}", strconv.Itoa(pageRows))
	text := func(s string) string { return d.bind(fill.Replace(s)) }
	return statements{
		made: text(d.made),
		tables: []string{
			text("CREATE TABLE IF NOT EXISTS {rows} (subject {text} NOT NULL, reader {bytes} NOT NULL, kind {text} NOT NULL, was {text} NOT NULL, PRIMARY KEY (subject, reader)) {table}"),
			text("CREATE TABLE IF NOT EXISTS {counts} (subject {text} NOT NULL, kind {text} NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (subject, kind)) {counters}"),
		},
		probe: []string{
			text("UPDATE {rows} SET subject = subject, reader = reader, kind = kind, was = was WHERE 1 = 0"),
			text("UPDATE {counts} SET subject = subject, kind = kind, n = n WHERE 1 = 0"),
		},
		index: text("CREATE INDEX IF NOT EXISTS {rows}_by_reader ON {rows} (reader, subject)"),
		held:  text("SELECT kind FROM {rows} WHERE subject = ? AND reader = ?"),
		add:   text("INSERT INTO {counts} (subject, kind, n) VALUES (?, ?, ?) ON CONFLICT (subject, kind) DO UPDATE SET n = {counts}.n + excluded.n"),
		drifted: text("SELECT kind, CAST(sum(n) AS BIGINT) FROM (SELECT kind, -n AS n FROM {counts} WHERE subject = ?" +
			" UNION ALL SELECT kind, count(*) FROM {rows} WHERE subject = ? GROUP BY kind) AS both_sides GROUP BY kind HAVING sum(n) <> 0 ORDER BY kind"),
		mine:    fill.Replace("SELECT subject, kind FROM {rows} WHERE reader = ? AND subject "),
		tallies: fill.Replace("SELECT subject, kind, n FROM {counts} WHERE n > 0 AND subject "),
		ordered: " ORDER BY subject, kind",
		page:    text("SELECT subject, reader, kind FROM {rows} WHERE (subject, reader) > (?, ?) ORDER BY subject, reader LIMIT {page}"),
		pageOf:  text("SELECT subject, reader, kind FROM {rows} WHERE subject = ? AND reader > ? ORDER BY subject, reader LIMIT {page}"),
	}
}
