package mediatopics_test

import (
	"bufio"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/taxonomy/mediatopics"
)

func TestAdvice(t *testing.T) {
	const (
		silent  = mediatopics.Silent
		replace = mediatopics.Replace
		choose  = mediatopics.Choose
		unclear = mediatopics.Unclear
	)
	type codes = []mediatopics.Code
	for _, tt := range []struct {
		name    string
		note    string
		verdict mediatopics.Verdict
		topics  codes
		beside  []string
	}{
		{"no note", "", silent, nil, nil},
		{"merged into a code", "Change Note 2015-08-27: This concept was merged into concept medtop:1 as their semantics were not sufficiently different", replace, codes{"1"}, nil},
		{"the first of two codes is the concept itself", "2016-04-05: As two concepts with very similar definitions exist this concept (medtop:9) was retired and it is recommended to use cycling (medtop:1)", replace, codes{"1"}, nil},
		{"covered by the parent", "Not appropriate for Media Topics.  The general concept is covered by the parent.", replace, codes{"8"}, nil},
		{"a label and a facet", "Retired. Use Media Topic cycling + sports facet cyclingtype", replace, codes{"1"}, []string{"sports facet cyclingtype"}},
		{"a label in other letters", "Retired. Use Media Topic Cycling.", replace, codes{"1"}, nil},
		{"no blank before the plus", "Retired. Use Media Topic cycling+ sports facet cyclingtype.", replace, codes{"1"}, []string{"sports facet cyclingtype"}},
		{"no blank before the label", "Retired. Use Media Topiccycling+ sports facet cyclingtype", replace, codes{"1"}, []string{"sports facet cyclingtype"}},
		{"two facets", "Retired. Use Media Topic cycling +sports facets racetype + teamsize.", replace, codes{"1"}, []string{"sports facets racetype + teamsize"}},
		{"one code with its label", "2019-12-11: Retired. Use medtop:1 cycling instead", replace, codes{"1"}, nil},
		{"an or within the label of the only code", "Retired. Use medtop:1 cycling or riding instead", replace, codes{"1"}, nil},
		{"a URI in place of a code", "Retired. Use http://cv.iptc.org/newscodes/mediatopic/1 instead.", replace, codes{"1"}, nil},
		{"one of two", "Retired. Use medtop:1 cycling or medtop:2 sailing instead.", choose, codes{"1", "2"}, nil},
		{"two at once", "Retired. Use medtop:1 and medtop:2 instead.", choose, codes{"1", "2"}, nil},
		{"partly in another vocabulary", "Retired. Use medtop:1 stocks and securities and/or genre:Analysis instead.", choose, codes{"1"}, []string{"genre:Analysis"}},
		{"one topic with a name of another vocabulary", "Retired. Use medtop:1 cycling and genre:Analysis instead.", replace, codes{"1"}, []string{"genre:Analysis"}},
		{"another vocabulary only", "Retired. Use genre:Analysis instead.", unclear, nil, []string{"genre:Analysis"}},
		{"the same code in two sentences", "Merged with medtop:1. Use medtop:1 instead.", replace, codes{"1"}, nil},
		{"two sentences that disagree", "Retired. Use medtop:1 instead. 2020: replaced by medtop:2", choose, codes{"1", "2"}, nil},
		{"what was merged into the concept before is not its successor", "Concept medtop:2 was merged into this one. 2019: Retired. Use medtop:1 instead", replace, codes{"1"}, nil},
		{"a label that two topics have", "Retired. Use Media Topic online media", choose, codes{"3", "4"}, nil},
		{"a label that only a retired topic has", "Retired. Use Media Topic gone", unclear, nil, nil},
		{"a label that nobody has", "Retired. Use Media Topic chess + sports facet x", unclear, nil, []string{"sports facet x"}},
		{"because is no use", "Retired because medtop:1 has more articles.", unclear, nil, nil},
		{"the verb comes after the word that only looks like it", "Retired because it is rare, use medtop:1", replace, codes{"1"}, nil},
		{"itself only", "Retired. Use medtop:9 instead", unclear, nil, nil},
		{"a word with a colon is no name", "2019-12-11: Retired. Use medtop:1 instead: see https://iptc.org", replace, codes{"1"}, nil},
		{"a note about something else", "2016-04-06: definition rephrased. ", unclear, nil, nil},
		{"letters whose lower case is longer", "\u023a\u023a Use medtop:1 instead", unclear, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := read(t, file(
				topic("1", "cycling"), topic("2", "sailing"), topic("3", "online media"), topic("4", "Online Media"),
				topic("5", "gone", retired), topic("8", "sport"),
				topic("9", "road cycling", under("8"), retired, fmt.Sprintf(`"changeNote":{"en-GB":%q}`, tt.note)),
			))
			got := r.Advice("9")
			assert.Equal(t, tt.verdict, got.Verdict, got.Verdict)
			assert.Equal(t, tt.topics, got.Topics)
			assert.Equal(t, tt.beside, got.Beside)
			assert.Equal(t, strings.TrimSpace(tt.note), got.Note, "the prose is kept")
		})
	}
}

func TestAdviceForTheTopHasNoParent(t *testing.T) {
	r := read(t, file(topic("1", "a", retired, `"note":{"en-GB":"It is covered by the parent."}`)))
	assert.Equal(t, mediatopics.Unclear, r.Advice("1").Verdict)
}

func TestAdviceForWhatIsInUse(t *testing.T) {
	r := release(t, old)
	merged, _ := r.Concept("20000139")
	require.Contains(t, merged.Notes[0], "medtop:20000160 was merged into this one")
	assert.Zero(t, r.Advice("20000139"), "a note of a concept in use is its history")
	assert.Zero(t, r.Advice("404"))
	assert.Zero(t, (*mediatopics.Release)(nil).Advice("20000139"))
}

func TestSuccessorFollowsWhatWasRetiredLater(t *testing.T) {
	use := func(code string) string { return `"note":{"en-GB":"Retired. Use medtop:` + code + ` instead"}` }
	concepts := []string{
		topic("1", "a", retired, use("2")), topic("2", "b", retired, use("3")), topic("3", "c"),
		topic("4", "circle", retired, use("5")), topic("5", "circle", retired, use("4")),
		topic("6", "end", retired), topic("7", "to the end", retired, use("6")),
		topic("8", "out", retired, use("99")),
	}
	r := read(t, file(concepts...))
	for code, want := range map[mediatopics.Code]mediatopics.Code{"1": "3", "2": "3", "3": "3", "4": "", "6": "", "7": "", "8": "", "99": ""} {
		got, ok := r.Successor(code)
		assert.Equal(t, want != "", ok, code)
		assert.Equal(t, want, got, code)
	}
	r.Partial = true
	got, ok := r.Successor("8")
	assert.True(t, ok, "a part says nothing of what it leaves out")
	assert.Equal(t, mediatopics.Code("99"), got)
}

func TestSuccessorGivesUpAfter32Steps(t *testing.T) {
	concepts := []string{topic("10", "in use")}
	for i := 11; i < 60; i++ {
		concepts = append(concepts, topic(fmt.Sprint(i), "x", retired, fmt.Sprintf(`"note":{"en-GB":"Retired. Use medtop:%d instead"}`, i-1)))
	}
	r := read(t, file(concepts...))
	got, ok := r.Successor("40")
	assert.True(t, ok)
	assert.Equal(t, mediatopics.Code("10"), got)
	_, ok = r.Successor("59")
	assert.False(t, ok)
}

func TestALabelOfVeryManyIsAShortChoice(t *testing.T) {
	concepts := []string{topic("9", "x", retired, `"note":{"en-GB":"Retired. Use Media Topic a"}`)}
	for i := range 50 {
		concepts = append(concepts, topic(fmt.Sprint(100+i), "a"))
	}
	got := read(t, file(concepts...)).Advice("9")
	assert.Equal(t, mediatopics.Choose, got.Verdict)
	assert.Len(t, got.Topics, 16)
}

func TestAdviceOf2026(t *testing.T) {
	r := release(t, part)
	for code, want := range map[mediatopics.Code]mediatopics.Advice{
		"20000167": {Verdict: mediatopics.Replace, Topics: []mediatopics.Code{"20000168"}},
		"20000171": {},
		"20000172": {Verdict: mediatopics.Choose, Topics: []mediatopics.Code{"20001365", "20000272"}},
		"20000173": {Verdict: mediatopics.Choose, Topics: []mediatopics.Code{"20000396"}, Beside: []string{"genre:Analysis"}},
	} {
		got := r.Advice(code)
		got.Note = ""
		assert.Equal(t, want, got, code)
	}
}

// Every one of the retired concepts of 2019 is judged by the wording of its note, as
// the table beside the release has it.
func TestAdviceOf2019(t *testing.T) {
	r := release(t, old)
	lines := bufio.NewScanner(open(t, "retired-2019-04-06.tsv"))
	require.True(t, lines.Scan(), "the head")
	verdicts := map[mediatopics.Verdict]int{}
	for lines.Scan() {
		cells := strings.Split(lines.Text(), "\t")
		require.Len(t, cells, 6)
		code, ok := mediatopics.ParseCode(cells[0])
		require.True(t, ok)
		prose := cells[5]
		got := r.Advice(code)
		verdicts[got.Verdict]++
		if prose == "" {
			assert.Equal(t, mediatopics.Silent, got.Verdict, prose)
			continue
		}
		require.Equal(t, mediatopics.Replace, got.Verdict, prose)
		to, ok := r.Concept(got.Topics[0])
		require.True(t, ok)
		assert.False(t, to.IsRetired(), prose)
		named := []string{to.Code.String(), "Topic " + to.Label(), "Topic" + to.Label() + "+"}
		if cells[3] == to.Code.String() {
			named = append(named, "covered by the parent")
		}
		assert.True(t, slices.ContainsFunc(named, func(s string) bool { return strings.Contains(prose, s) }),
			"%q is not %s %s", prose, to.Code, to.Label())
		assert.Equal(t, strings.Contains(prose, "facet"), len(got.Beside) == 1, prose)
	}
	require.NoError(t, lines.Err())
	assert.Equal(t, map[mediatopics.Verdict]int{mediatopics.Silent: 60, mediatopics.Replace: 74}, verdicts)
}

func TestNamesOfVerdictsReasonsAndDifferences(t *testing.T) {
	var names []string
	for v := mediatopics.Silent; v <= mediatopics.Unclear; v++ {
		names = append(names, v.String())
	}
	for r := mediatopics.Choice; r <= mediatopics.Missing; r++ {
		names = append(names, r.String())
	}
	for w := mediatopics.New; w <= mediatopics.Restored; w++ {
		names = append(names, w.String())
	}
	assert.Equal(t, "silent replace choose unclear choice prose edited adrift missing "+
		"new renamed translated redefined moved rematched retired restored", strings.Join(names, " "))
	assert.Empty(t, mediatopics.Reason(99).String()+mediatopics.What(-1).String())
}
