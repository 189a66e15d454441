package article_test

import (
	"testing"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/articletest"
)

func TestMemory(t *testing.T) {
	articletest.Run(t, func(*testing.T) article.Store { return new(article.Memory) })
}

func TestMemoryAuthors(t *testing.T) {
	articletest.RunAuthors(t, func(*testing.T) article.Authors { return new(article.Memory) })
}
