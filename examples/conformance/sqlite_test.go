package conformance

import (
	"database/sql"
	"net/url"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
	_ "modernc.org/sqlite"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// openSQLite opens a database of its own in a file, set as a site would: WAL, a
// patient busy handler, and a sync at each commit.
func openSQLite(t *testing.T) *sql.DB {
	t.Helper()
	return openSQLiteFile(t, filepath.Join(t.TempDir(), "news.db"),
		"busy_timeout(120000)", "journal_mode(WAL)", "synchronous(FULL)")
}

// openSQLiteFile opens the file with these pragmas on every connection.
func openSQLiteFile(t *testing.T, file string, pragmas ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(file, pragmas...))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

func dsn(file string, pragmas ...string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: file}).EscapedPath()}
	u.RawQuery = url.Values{"_pragma": pragmas}.Encode()
	return u.String()
}
