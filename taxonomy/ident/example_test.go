package ident_test

import (
	"bytes"
	"fmt"
	"time"

	"github.com/newsjunction/news/taxonomy/ident"
)

// A Recipe is what a program of its own identifies.
type Recipe struct{ ID RecipeID }

type RecipeID = ident.Of[Recipe]

func ExampleNewFrom() {
	noon := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	id, err := ident.NewFrom[Recipe](noon, bytes.NewReader(make([]byte, 10)))
	fmt.Println(id, err)
	// Output: 019ca945-0a00-7000-8000-000000000000 <nil>
}

func ExampleFrom() {
	first := ident.From[Recipe]("recipe", "https://kitchen.example/", "42")
	again := ident.From[Recipe]("recipe", "https://kitchen.example/", "42")
	fmt.Println(first == again)
	// Output: true
}

func ExampleParse() {
	id, err := ident.Parse[Recipe]("018F3A5C-7C00-7ABC-8DEF-0123456789AB")
	fmt.Println(id.IsZero(), err)
	// Output: true ident: "018F3A5C-7C00-7ABC-8DEF-0123456789AB": not a canonical UUID
}
