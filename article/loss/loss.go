package loss

import (
	"fmt"
	"strings"
)

// Loss is one difference between a source and what became of it.
type Loss struct {
	Path   string `json:"path"`   // where, from the converted value down: "Body[3].img.onclick"; empty for the whole
	Action Action `json:"action"` // what was done
	What   string `json:"what"`   // to which part: "attribute", "embed of youtube.com"
	Why    string `json:"why"`    // the reason, for an editor to read
	Count  int    `json:"count"`  // how often; at least 1
}

// String returns the loss in one line.
func (l Loss) String() string {
	var b strings.Builder
	if l.Path != "" {
		b.WriteString(l.Path + ": ")
	}
	b.WriteString(l.Action.String() + " " + l.What)
	if l.Why != "" {
		b.WriteString(": " + l.Why)
	}
	if l.Count > 1 {
		fmt.Fprintf(&b, " (%d times)", l.Count)
	}
	return b.String()
}
