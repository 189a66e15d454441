package mediatopics_test

import (
	"fmt"
	"strings"

	"github.com/newsjunction/news/taxonomy"
	"github.com/newsjunction/news/taxonomy/mediatopics"
)

// Releases are files of one JSON object; these two are short ones.
const edition2019 = `{"prefSchemeAlias": "medtop", "dateReleased": "2019-04-06T20:00:00+00:00", "conceptSet": [
	{"qcode": "medtop:03000000", "prefLabel": {"en-GB": "disaster"}},
	{"qcode": "medtop:20000167", "prefLabel": {"en-GB": "emergency planning"},
		"broader": ["http://cv.iptc.org/newscodes/mediatopic/03000000"]},
	{"qcode": "medtop:20000168", "prefLabel": {"en-GB": "emergency response", "se": "Räddningsinsats"},
		"broader": ["http://cv.iptc.org/newscodes/mediatopic/03000000"]}]}`

const edition2026 = `{"prefSchemeAlias": "medtop", "dateReleased": "2026-07-02T12:00:00+00:00", "conceptSet": [
	{"qcode": "medtop:03000000", "prefLabel": {"en-GB": "disaster and accident"}},
	{"qcode": "medtop:20000167", "prefLabel": {"en-GB": "emergency planning"},
		"broader": ["http://cv.iptc.org/newscodes/mediatopic/03000000"], "retired": "2019-12-11T12:00:00+00:00",
		"changeNote": {"en-GB": "Retired. Use medtop:20000168 emergency response instead"}},
	{"qcode": "medtop:20000168", "prefLabel": {"en-GB": "emergency response", "se": "Räddningsinsats"},
		"broader": ["http://cv.iptc.org/newscodes/mediatopic/03000000"]}]}`

func Example() {
	release, err := mediatopics.Read(strings.NewReader(edition2019), mediatopics.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	tree, tasks, err := release.Tree()
	response := mediatopics.Code("20000168").ID()
	term, _ := tree.Term(response)
	fmt.Println(tree.Path(response), "is", term.Labels.In("sv"), "in Swedish")
	fmt.Println(len(tasks), "tasks", err)
	// Output:
	// disaster/emergency-response is Räddningsinsats in Swedish
	// 0 tasks <nil>
}

// A site that loaded the release of 2019 takes that of 2026.
func ExampleRelease_Update() {
	from, _ := mediatopics.Read(strings.NewReader(edition2019), mediatopics.Limits{})
	to, _ := mediatopics.Read(strings.NewReader(edition2026), mediatopics.Limits{})
	tree, _, _ := from.Tree()

	update := to.Update(tree, mediatopics.Options{From: from, Slugs: taxonomy.FollowLabel})
	for _, d := range update.Differences {
		fmt.Printf("%s %s: %s -> %s\n", d.Code, d.What, d.Before, d.After)
	}
	next, _, err := tree.Apply(update.Plan)
	old, _ := next.CategoryBySlug("disaster")
	fmt.Println("an old link leads to", old.Slug, err)
	// Output:
	// medtop:03000000 renamed: disaster -> disaster and accident
	// medtop:20000167 retired: emergency planning -> medtop:20000168
	// an old link leads to disaster-and-accident <nil>
}

func ExampleRelease_Advice() {
	release, _ := mediatopics.Read(strings.NewReader(`{"prefSchemeAlias": "medtop", "conceptSet": [
		{"qcode": "medtop:20000396", "prefLabel": {"en-GB": "stocks and securities"}},
		{"qcode": "medtop:20000173", "prefLabel": {"en-GB": "analysts comment"}, "retired": "2023-03-31T12:00:00+00:00",
			"changeNote": {"en-GB": "Retired. Use medtop:20000396 stocks and securities and/or genre:Analysis instead."}}]}`),
		mediatopics.Limits{})
	advice := release.Advice("20000173")
	fmt.Println(advice.Verdict, advice.Topics, advice.Beside)
	// Output: choose [medtop:20000396] [genre:Analysis]
}

func ExampleParseCode() {
	code, ok := mediatopics.ParseCode("http://cv.iptc.org/newscodes/mediatopic/20000168")
	fmt.Println(code, ok)
	_, ok = mediatopics.ParseCode("genre:Analysis")
	fmt.Println(ok)
	// Output:
	// medtop:20000168 true
	// false
}
