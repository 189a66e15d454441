package articlesql

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// ErrSchema means that a database can't be used: its tables are not this package's,
// or are those of a newer version of it. Nothing was changed.
var ErrSchema = errors.New("tables are not those of this version")

// version is the schema that this version of the package reads and writes.
const version = "1"

// A table is one of the schema, with its columns and indexes. In columns, DOCUMENT
// stands for the dialect's type of a long text.
type table struct {
	name, columns string
	indexes       []string // columns of each
}

// schema returns the tables in the order in which they are made. Instants are
// microseconds since 1970 in UTC; from_us and until_us are when readers see an
// article that is published: past every instant where an embargo or a window has no
// end. In filing and byline, live is 1 in rows of what readers see and 0 in
// rows of the working copy; key_us repeats the article's, so that an index holds
// the order of a list. In filing, term is a term's id, or says what an article was
// translated from ([original]). Names of all scopes stand in name, who may give them
// in name_scope, and what suffix comes next in name_number ([number]); article and
// author repeat the current one. Of a redirect that somebody asked for, given is to
// whom, which the owner is too unless it was a term that is merged; of other names it
// is empty. A row of term_change is the change that led to a version of the tree.
func schema() []table {
	return []table{
		{"article_meta", "name VARCHAR(64) NOT NULL PRIMARY KEY, value VARCHAR(255) NOT NULL", nil},
		{"article", `id VARCHAR(36) NOT NULL PRIMARY KEY, version BIGINT NOT NULL, kind VARCHAR(16) NOT NULL,
			scope VARCHAR(64) NOT NULL, slug VARCHAR(512) NOT NULL, state VARCHAR(16) NOT NULL,
			from_us BIGINT NOT NULL, until_us BIGINT NOT NULL, created_us BIGINT NOT NULL, key_us BIGINT NOT NULL,
			lang VARCHAR(35) NOT NULL, live_lang VARCHAR(35) NOT NULL, revisions BIGINT NOT NULL,
			life DOCUMENT NOT NULL, working DOCUMENT NOT NULL, live DOCUMENT`, []string{
			"kind, key_us, id, lang",
			"kind, state, key_us, id, from_us, until_us, live_lang",
			"kind, state, from_us, until_us",
			"kind, state, until_us, from_us",
		}},
		{"article_revision", `article VARCHAR(36) NOT NULL REFERENCES article (id), number BIGINT NOT NULL,
			at_us BIGINT NOT NULL, account DOCUMENT NOT NULL, reason DOCUMENT NOT NULL, content DOCUMENT NOT NULL,
			PRIMARY KEY (article, number)`, nil},
		{"article_change", `seq BIGINT NOT NULL PRIMARY KEY, article VARCHAR(36) NOT NULL REFERENCES article (id),
			version BIGINT NOT NULL`, nil},
		{"article_filing", `live SMALLINT NOT NULL, term VARCHAR(36) NOT NULL, kind VARCHAR(16) NOT NULL,
			key_us BIGINT NOT NULL, article VARCHAR(36) NOT NULL REFERENCES article (id),
			PRIMARY KEY (live, term, kind, key_us, article)`, []string{"article, live, term"}},
		{"article_byline", `live SMALLINT NOT NULL, author VARCHAR(36) NOT NULL, kind VARCHAR(16) NOT NULL,
			key_us BIGINT NOT NULL, article VARCHAR(36) NOT NULL REFERENCES article (id),
			PRIMARY KEY (live, author, kind, key_us, article)`, []string{"article, live, author"}},
		{"name_scope", "scope VARCHAR(64) NOT NULL PRIMARY KEY, keeper VARCHAR(16) NOT NULL", nil},
		{"name", `scope VARCHAR(64) NOT NULL, slug VARCHAR(1024) NOT NULL, owner VARCHAR(255) NOT NULL,
			status VARCHAR(16) NOT NULL, given VARCHAR(255) NOT NULL, PRIMARY KEY (scope, slug)`, []string{"owner, status"}},
		{"name_number", `scope VARCHAR(64) NOT NULL, stem VARCHAR(1024) NOT NULL, digits SMALLINT NOT NULL,
			freed SMALLINT NOT NULL, number BIGINT NOT NULL, PRIMARY KEY (scope, stem, digits, freed, number)`, nil},
		{"author", `id VARCHAR(36) NOT NULL PRIMARY KEY, slug VARCHAR(96) NOT NULL UNIQUE, record DOCUMENT NOT NULL`, nil},
		{"category", `id VARCHAR(36) NOT NULL PRIMARY KEY, record DOCUMENT NOT NULL`, nil},
		{"tag", `id VARCHAR(36) NOT NULL PRIMARY KEY, record DOCUMENT NOT NULL`, nil},
		{"term_change", `version BIGINT NOT NULL PRIMARY KEY, record DOCUMENT NOT NULL`, nil},
	}
}

// prepare makes the tables where none of them is there, and else checks them.
func (d *DB) prepare(ctx context.Context) error {
	made := false
	err := d.read(ctx, func(t *transaction) (err error) {
		made, err = t.checkSchema()
		return err
	})
	if err != nil || made {
		return err
	}
	return d.write(ctx, func(t *transaction) error {
		// Another process may have made them since.
		if made, err := t.checkSchema(); err != nil || made {
			return err
		}
		return t.makeSchema()
	})
}

// checkSchema reports whether the tables are there. [ErrSchema] where some are, or
// others of their names.
func (t *transaction) checkSchema() (made bool, err error) {
	there := make(map[string]bool)
	err = t.each(t.dialect.tables, nil, func(scan scanner) error {
		var name string
		err := scan(&name)
		there[name] = true
		return err
	})
	if err != nil {
		return false, err
	}
	var have, lack []string
	for _, table := range schema() {
		if there[table.name] {
			have = append(have, table.name)
		} else {
			lack = append(lack, table.name)
		}
	}
	if len(have) == 0 {
		return false, nil
	}
	if slices.Contains(lack, "article_meta") {
		return false, fmt.Errorf("%w: table %s is somebody else's", ErrSchema, have[0])
	}
	held, err := t.meta("schema")
	switch {
	case err != nil:
		return false, fmt.Errorf("%w: %w", ErrSchema, err)
	case held != version:
		return false, fmt.Errorf("%w: the schema's version is %.20q, want %q", ErrSchema, held, version)
	case len(lack) > 0:
		return false, fmt.Errorf("%w: table %s is missing", ErrSchema, lack[0])
	}
	return true, nil
}

func (t *transaction) makeSchema() error {
	for _, table := range schema() {
		columns := strings.ReplaceAll(table.columns, "DOCUMENT", t.dialect.document)
		if err := t.exec("CREATE TABLE " + table.name + " (" + columns + ")"); err != nil {
			return err
		}
		for i, columns := range table.indexes {
			name := fmt.Sprintf("%s_by_%d", table.name, i+1)
			if err := t.exec("CREATE INDEX " + name + " ON " + table.name + " (" + columns + ")"); err != nil {
				return err
			}
		}
	}
	if err := t.insert("name_scope (scope, keeper)", [][]any{
		{"author", byAuthors}, {"category", byTerms}, {"tag", byTerms},
	}); err != nil {
		return err
	}
	return t.insert("article_meta (name, value)", [][]any{{"schema", version}, {"terms", "0"}})
}

// meta returns the value of a row of article_meta, or "".
func (t *transaction) meta(name string) (value string, err error) {
	_, err = t.one("SELECT value FROM article_meta WHERE name = ?", []any{name}, &value)
	return value, err
}
