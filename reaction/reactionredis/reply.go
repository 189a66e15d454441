package reactionredis

import (
	"fmt"
	"iter"
	"strconv"

	"github.com/newsjunction/news/reaction"
)

// stringOf reads a string of whatever type the client gives it.
func stringOf(reply any) (string, error) {
	switch v := reply.(type) {
	case string:
		return v, nil
	case []byte:
		return string(v), nil
	}
	return "", fmt.Errorf("%w: %T where a string belongs", ErrCorrupt, reply)
}

// intOf reads a number, or the text of one, as fields of a hash are.
func intOf(reply any) (int, error) {
	if n, ok := reply.(int64); ok {
		return int(n), nil
	}
	text, err := stringOf(reply)
	if err != nil {
		return 0, err
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0, fmt.Errorf("%w: %.64q is no number", ErrCorrupt, text)
	}
	return n, nil
}

// kindOf reads a kind; no reply is none.
func kindOf(reply any) (reaction.Kind, error) {
	if reply == nil {
		return "", nil
	}
	text, err := stringOf(reply)
	return reaction.Kind(text), err
}

// stringsOf reads a list of strings.
func stringsOf(reply any) ([]string, error) {
	list, ok := reply.([]any)
	if !ok {
		return nil, fmt.Errorf("%w: %T where a list belongs", ErrCorrupt, reply)
	}
	texts := make([]string, len(list))
	for i, item := range list {
		var err error
		if texts[i], err = stringOf(item); err != nil {
			return nil, err
		}
	}
	return texts, nil
}

// pairsOf walks fields and values, which the protocol sends as a list in its second
// version and as a map in its third. It ends with an error where it is neither.
func pairsOf(reply any) iter.Seq2[[2]any, error] {
	return func(yield func([2]any, error) bool) {
		switch v := reply.(type) {
		case map[any]any:
			for field, value := range v {
				if !yield([2]any{field, value}, nil) {
					return
				}
			}
			return
		case []any:
			if len(v)%2 == 0 {
				for ; len(v) > 0; v = v[2:] {
					if !yield([2]any{v[0], v[1]}, nil) {
						return
					}
				}
				return
			}
		}
		yield([2]any{}, fmt.Errorf("%w: %T where fields and values belong", ErrCorrupt, reply))
	}
}
