package main

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestThePageNamesTheRelatedStoryAndHoldsNoScript(t *testing.T) {
	var page strings.Builder
	require.NoError(t, run(context.Background(), &page, time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)))
	assert.Contains(t, page.String(), "<h1>Velmar harbour reopens after the strike</h1>")
	assert.Contains(t, page.String(), `<a href="/news/dockers-end-their-strike-in-velmar">`)
	assert.NotContains(t, page.String(), "alert(1)")
}

func TestTheREADMEShowsThisFunction(t *testing.T) {
	source, err := os.ReadFile("main.go")
	require.NoError(t, err)
	readme, err := os.ReadFile("../../README.md")
	require.NoError(t, err)
	_, function, ok := strings.Cut(string(source), "\nfunc run(")
	require.True(t, ok)
	function = "func run(" + function
	assert.Contains(t, string(readme), "```go\n"+function+"```", "README.md and run differ")
	body := strings.Split(strings.TrimSpace(function), "\n")
	assert.LessOrEqual(t, len(body)-2, 45, "lines between the braces")
}
