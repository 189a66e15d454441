package reaction

// The names of the fields that a [Form] posts, unless the caller gives others.
const (
	SubjectField = "subject"  // holds the subject
	ValueField   = "reaction" // holds the value of the pressed button
)

// UndoValue is what a chosen button posts, to undo. No kind can be spelled so,
// and it is not empty, so a field that got lost on the way undoes nothing.
const UndoValue = "-"

// A Form is the bar under an article as a value: what a theme draws, and what a
// handler gets back when a button is pressed. It is posted to Action as an HTML
// form with two fields: SubjectField, holding Subject, and ValueField, holding the
// Value of the one button that was pressed.
//
// A button posts what is to be, not "toggle": pressed twice, or posted again by a
// reloaded page, it does the same as once. Pressing the chosen button undoes it,
// for its Value is [UndoValue].
//
// A kind that the set has retired is shown only where somebody holds it. Its
// button counts, and can be pressed by a reader who holds it, to undo.
type Form struct {
	Action       string // URL that takes the POST; set by the caller
	Subject      string
	SubjectField string
	ValueField   string
	Buttons      []Button // in the set's order; a retired kind only where somebody holds it
	Total        int      // reactions of all kinds of the set
}

// A Button is one kind of reaction in a [Form].
type Button struct {
	Kind   Kind
	Value  string // what pressing it posts: the kind, or UndoValue where Chosen
	Label  string // in the language of the form
	Emoji  string // may be empty
	Count  int
	Chosen bool // the reader holds this kind
	Closed bool // cannot be pressed: the kind is retired, and the reader does not hold it
}

// NewForm returns the form that shows tally, with labels in language lang (see
// [Choice.Label]), to a reader who holds mine; "" is nothing. After a write the
// result has all it needs: NewForm(subject, res.Tally, res.After, lang).
func NewForm(subject string, tally Tally, mine Kind, lang string) Form {
	f := Form{
		Subject:      subject,
		SubjectField: SubjectField,
		ValueField:   ValueField,
		Buttons:      make([]Button, 0, tally.set.Len()),
		Total:        tally.Total(),
	}
	for i, c := range tally.set.all() {
		b := Button{Kind: c.Kind, Value: string(c.Kind), Label: c.Label(lang), Emoji: c.Emoji, Count: tally.counts[i]}
		if c.Kind == mine {
			b.Chosen, b.Value = true, UndoValue
		}
		if b.Closed = c.Retired && !b.Chosen; b.Closed && b.Count == 0 {
			continue
		}
		f.Buttons = append(f.Buttons, b)
	}
	return f
}
