package mediatopics

import (
	"slices"

	"github.com/newsjunction/news/taxonomy"
)

// retirement is a concept that is no longer in use. One that is retired in the tree
// already may have got its successor since.
type retirement struct {
	Concept
	already bool
}

// retire plans the retirements, children first: what is replaced leaves the tree, and
// its children go to the replacement.
func (u *updater) retire() {
	var differences []Difference
	var tasks []Task
	for _, r := range slices.Backward(u.retired) {
		id := r.Code.ID()
		successor, after, task := u.judge(r.Concept)
		switch {
		case !successor.IsZero():
			u.replaced[id] = successor
		case r.already:
			continue
		}
		if task.Reason != 0 {
			tasks = append(tasks, task)
		}
		u.out.Plan = u.out.Plan.Retire(id, successor)
		differences = append(differences, Difference{Code: r.Code, What: Retired, Before: r.Label(), After: after})
	}
	slices.Reverse(differences)
	slices.Reverse(tasks)
	u.out.Differences = append(u.out.Differences, differences...)
	u.out.Tasks = append(u.out.Tasks, tasks...)
}

// judge returns the category that takes the place of a concept, and its qcode; none
// where the release names none, or a person must say which, for which there is a task.
func (u *updater) judge(c Concept) (successor taxonomy.ID, after string, task Task) {
	advice := u.to.Advice(c.Code)
	task = Task{Code: c.Code, Label: c.Label(), Choices: advice.Topics, Beside: advice.Beside, Note: advice.Note}
	switch advice.Verdict {
	case Choose:
		task.Reason = Choice
	case Unclear:
		task.Reason = Prose
	case Replace:
		code, _ := u.to.Successor(c.Code)
		if id, ok := u.inUse(code); ok && !u.below(id, c.Code.ID()) {
			return id, code.String(), task
		}
		task.Reason = Prose
	}
	return successor, "", task
}
