package loss_test

import (
	"fmt"

	"github.com/newsjunction/news/article/loss"
)

func ExampleReport_Add() {
	var r loss.Report
	r.Add("img.onclick", loss.Dropped, "attribute", "handlers are not kept")
	r.Add("img.onclick", loss.Dropped, "attribute", "handlers are not kept")
	r.Add("", loss.Defaulted, "language", "the source names none")
	fmt.Print(r)
	// Output:
	// img.onclick: dropped attribute: handlers are not kept (2 times)
	// defaulted language: the source names none
}

func ExampleReport_Merge() {
	var block, body loss.Report
	block.Add("img.src", loss.Dropped, "attribute", "no safe address")
	body.Merge("Body[3]", block)
	for l := range body.All() {
		fmt.Println(l.Path, l.Action)
	}
	// Output:
	// Body[3].img.src dropped
}
