package articletest_test

import (
	"testing"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articletest"
)

func TestRunPassesMemory(t *testing.T) {
	articletest.Run(t, func(*testing.T) article.Store { return new(article.Memory) })
}

func TestRunAuthorsPassesMemory(t *testing.T) {
	articletest.RunAuthors(t, func(*testing.T) article.Authors { return new(article.Memory) })
}
