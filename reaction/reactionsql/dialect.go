package reactionsql

import (
	"fmt"
	"strings"
)

// Dialect is the SQL that a database speaks.
type Dialect uint8

// SQLite is the dialect of SQLite, from 3.35 on.
const SQLite Dialect = 0

// A dialect is what differs between the databases; all else is SQL that they share.
type dialect struct {
	begin       string             // starts a transaction that writes, and takes its lock
	placeholder func(n int) string // of the n-th argument, from 1
	text        string             // type of a column of text that is compared byte by byte
	bytes       string             // type of a column of bytes
	table       string             // ends the definition of a table that is its primary key
}

func (d Dialect) speech() (dialect, error) {
	switch d {
	case SQLite:
		return dialect{
			begin:       "BEGIN IMMEDIATE",
			placeholder: func(int) string { return "?" },
			text:        "TEXT", // collates BINARY unless told otherwise
			bytes:       "BLOB",
			table:       "WITHOUT ROWID",
		}, nil
	}
	return dialect{}, fmt.Errorf("%w: %d", ErrUnknownDialect, d)
}

// args returns the placeholders of arguments first to first+n-1, with commas.
func (d dialect) args(first, n int) string {
	marks := make([]string, n)
	for i := range marks {
		marks[i] = d.placeholder(first + i)
	}
	return strings.Join(marks, ", ")
}

// statements are the texts of one store, its table names filled in.
type statements struct {
	tables []string
	probe  []string // fail where a table lacks a column
	index  string

	put     string // makes or replaces a reaction; returns the kind before
	remove  string // undoes a reaction; returns the kind before
	add     string // adds to a counter, making it where it is missing
	mine    string // begins the question for kinds; subjects follow
	tallies string // begins the question for counts; subjects follow
	ordered string // ends it

	discount string // takes what a reader holds out of the counters
	forget   string // removes what a reader holds

	counters string // counts of a subject, as kept
	recount  string // counts of a subject, from the reactions
	page     string // rows after a subject and reader
}

func (d dialect) statements(prefix string) statements {
	rows, counts, p := prefix+"reactions", prefix+"reaction_counts", d.placeholder
	return statements{
		tables: []string{
			fmt.Sprintf("CREATE TABLE IF NOT EXISTS %s (subject %s NOT NULL, reader %s NOT NULL, kind %s NOT NULL, was %s NOT NULL, PRIMARY KEY (subject, reader)) %s",
				rows, d.text, d.bytes, d.text, d.text, d.table),
			fmt.Sprintf("CREATE TABLE IF NOT EXISTS %s (subject %s NOT NULL, kind %s NOT NULL, n BIGINT NOT NULL, PRIMARY KEY (subject, kind)) %s",
				counts, d.text, d.text, d.table),
		},
		probe: []string{
			fmt.Sprintf("UPDATE %s SET subject = subject, reader = reader, kind = kind, was = was WHERE 1 = 0", rows),
			fmt.Sprintf("UPDATE %s SET subject = subject, kind = kind, n = n WHERE 1 = 0", counts),
		},
		index: fmt.Sprintf("CREATE INDEX IF NOT EXISTS %s_by_reader ON %s (reader, subject)", rows, rows),
		put: fmt.Sprintf("INSERT INTO %s (subject, reader, kind, was) VALUES (%s, '') ON CONFLICT (subject, reader) DO UPDATE SET was = %s.kind, kind = excluded.kind RETURNING was",
			rows, d.args(1, 3), rows),
		remove: fmt.Sprintf("DELETE FROM %s WHERE subject = %s AND reader = %s RETURNING kind", rows, p(1), p(2)),
		add: fmt.Sprintf("INSERT INTO %s (subject, kind, n) VALUES (%s) ON CONFLICT (subject, kind) DO UPDATE SET n = %s.n + excluded.n",
			counts, d.args(1, 3), counts),
		mine:     fmt.Sprintf("SELECT subject, kind FROM %s WHERE reader = %s AND subject IN ", rows, p(1)),
		tallies:  fmt.Sprintf("SELECT subject, kind, n FROM %s WHERE n > 0 AND subject IN ", counts),
		ordered:  " ORDER BY subject, kind",
		discount: fmt.Sprintf("UPDATE %s SET n = n - 1 WHERE (subject, kind) IN (SELECT subject, kind FROM %s WHERE reader = %s)", counts, rows, p(1)),
		forget:   fmt.Sprintf("DELETE FROM %s WHERE reader = %s", rows, p(1)),
		counters: fmt.Sprintf("SELECT kind, n FROM %s WHERE subject = %s ORDER BY kind", counts, p(1)),
		recount:  fmt.Sprintf("SELECT kind, count(*) FROM %s WHERE subject = %s GROUP BY kind ORDER BY kind", rows, p(1)),
		page: fmt.Sprintf("SELECT subject, reader, kind FROM %s WHERE (subject, reader) > (%s) ORDER BY subject, reader LIMIT %d",
			rows, d.args(1, 2), pageRows),
	}
}
