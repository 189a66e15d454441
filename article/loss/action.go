package loss

import (
	"errors"
	"fmt"
)

// Action says what a conversion did to a part of its source. The zero value is
// [Dropped], the gravest.
type Action uint8

const (
	Dropped      Action = iota // the part is gone
	Approximated               // the part was replaced by the nearest thing the target has
	Defaulted                  // the source held nothing, so a default was put in
	Repaired                   // the part was damaged and was mended
)

// ErrAction is wrapped by the error for an action that does not exist.
var ErrAction = errors.New("loss: unknown action")

var actionNames = [...]string{"dropped", "approximated", "defaulted", "repaired"}

// String returns the action in one lower-case word, such as "dropped".
func (a Action) String() string {
	if int(a) < len(actionNames) {
		return actionNames[a]
	}
	return fmt.Sprintf("action(%d)", uint8(a))
}

// MarshalText returns the word of [Action.String], or [ErrAction] for an
// action that does not exist.
func (a Action) MarshalText() ([]byte, error) {
	if int(a) >= len(actionNames) {
		return nil, fmt.Errorf("%w: %d", ErrAction, uint8(a))
	}
	return []byte(actionNames[a]), nil
}

// UnmarshalText reads the word of [Action.String]; any other text is refused
// with [ErrAction].
func (a *Action) UnmarshalText(text []byte) error {
	for i, name := range actionNames {
		if string(text) == name {
			*a = Action(i)
			return nil
		}
	}
	return fmt.Errorf("%w: %.40q", ErrAction, text)
}
