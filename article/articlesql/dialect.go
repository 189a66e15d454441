package articlesql

import (
	"strconv"
	"strings"
)

// A dialect is what engines write differently. All else is written once, in the SQL
// that they share.
type dialect struct {
	begin     string // starts a transaction that holds the write lock
	beginRead string // starts one that sees a single state
	tables    string // lists the names of all tables
	document  string // type of a column that holds a long text
	numbered  bool   // placeholders are $1, $2 and so on; else ?
}

func sqlite() dialect {
	return dialect{
		begin:     "BEGIN IMMEDIATE",
		beginRead: "BEGIN",
		tables:    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')",
		document:  "TEXT",
	}
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

// marks returns n placeholders, apart by commas.
func marks(n int) string {
	return strings.TrimSuffix(strings.Repeat("?, ", n), ", ")
}
