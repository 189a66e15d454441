package wxr

import (
	"errors"
	"strconv"
	"strings"
)

// ErrPHP means that a text is not what PHP's serialize writes.
var ErrPHP = errors.New("not a serialised value of PHP")

// PHP is a value that PHP serialised, read as data: no class is made of it, and no
// code runs. Exactly one field says what it is; all are zero for null.
type PHP struct {
	Kind   PHPKind
	Scalar string    // of a bool "0" or "1", of numbers their digits, of a string its bytes, of an object or enum the class
	Pairs  []PHPPair // of an array or object, in order
}

// PHPPair is an element of an array, or a property of an object.
type PHPPair struct{ Key, Value PHP }

// PHPKind is the letter with which PHP writes a type.
type PHPKind byte

// The kinds.
const (
	PHPNull   PHPKind = 'N'
	PHPBool   PHPKind = 'b'
	PHPInt    PHPKind = 'i'
	PHPFloat  PHPKind = 'd'
	PHPString PHPKind = 's'
	PHPArray  PHPKind = 'a'
	PHPObject PHPKind = 'O'
	PHPCustom PHPKind = 'C' // an object that wrote itself, in Scalar after its class and a colon
	PHPEnum   PHPKind = 'E'
	PHPRef    PHPKind = 'R' // the number of another value
	phpRef    PHPKind = 'r'
)

const (
	maxPHPDepth  = 64
	maxPHPValues = 1_000_000
)

// ParsePHP reads a serialised value, which must be all there is. The only error is
// [ErrPHP]. Lengths of strings are bytes, so a text that was edited is refused.
func ParsePHP(s string) (PHP, error) {
	p := phpParser{rest: s}
	v, ok := p.value(0)
	if !ok || p.rest != "" {
		return PHP{}, ErrPHP
	}
	return v, nil
}

// Get returns the element of an array, or the property of an object, of that name.
func (v PHP) Get(key string) (PHP, bool) {
	for _, pair := range v.Pairs {
		if pair.Key.Scalar == key {
			return pair.Value, true
		}
	}
	return PHP{}, false
}

// Int returns a number below a key; 0 where there is none.
func (v PHP) Int(key string) int {
	found, _ := v.Get(key)
	n, err := strconv.Atoi(found.Scalar)
	if err != nil {
		return 0
	}
	return n
}

type phpParser struct {
	rest   string
	values int
}

// until cuts off what stands before a mark.
func (p *phpParser) until(mark string) (string, bool) {
	before, after, ok := strings.Cut(p.rest, mark)
	if ok {
		p.rest = after
	}
	return before, ok
}

// text reads n bytes between two marks.
func (p *phpParser) text(open, end string) (string, bool) {
	length, ok := p.until(":")
	n, err := strconv.Atoi(length)
	if !ok || err != nil || n < 0 || n > len(p.rest)-len(open)-len(end) {
		return "", false
	}
	inside, ok := strings.CutPrefix(p.rest, open)
	if !ok || inside[n:n+len(end)] != end {
		return "", false
	}
	p.rest = inside[n+len(end):]
	return inside[:n], true
}

func (p *phpParser) value(depth int) (v PHP, ok bool) {
	if p.values++; len(p.rest) < 2 || depth > maxPHPDepth || p.values > maxPHPValues {
		return v, false
	}
	v.Kind = PHPKind(p.rest[0])
	if v.Kind == PHPNull {
		p.rest, ok = strings.CutPrefix(p.rest, "N;")
		return v, ok
	}
	if p.rest[1] != ':' {
		return v, false
	}
	p.rest = p.rest[2:]
	switch v.Kind {
	case PHPBool, PHPInt, PHPRef, phpRef:
		v.Scalar, ok = p.until(";")
		_, err := strconv.ParseInt(v.Scalar, 10, 64)
		return v, ok && err == nil
	case PHPFloat:
		v.Scalar, ok = p.until(";")
		_, err := strconv.ParseFloat(v.Scalar, 64)
		return v, ok && (err == nil || errors.Is(err, strconv.ErrRange))
	case PHPString, PHPEnum:
		v.Scalar, ok = p.text(`"`, `";`)
		return v, ok
	case PHPArray:
		v.Pairs, ok = p.pairs(depth)
		return v, ok
	case PHPObject:
		if v.Scalar, ok = p.text(`"`, `":`); ok {
			v.Pairs, ok = p.pairs(depth)
		}
		return v, ok
	case PHPCustom:
		class, ok := p.text(`"`, `":`)
		if !ok {
			return v, false
		}
		inside, ok := p.text("{", "}")
		v.Scalar = class + ":" + inside
		return v, ok
	}
	return v, false
}

// pairs reads the elements of an array or object.
func (p *phpParser) pairs(depth int) ([]PHPPair, bool) {
	length, ok := p.until(":{")
	n, err := strconv.Atoi(length)
	if !ok || err != nil || n < 0 || n > len(p.rest)/4 {
		return nil, false
	}
	pairs := make([]PHPPair, 0, n)
	for range n {
		key, ok := p.value(depth + 1)
		if !ok || key.Kind != PHPInt && key.Kind != PHPString {
			return nil, false
		}
		value, ok := p.value(depth + 1)
		if !ok {
			return nil, false
		}
		pairs = append(pairs, PHPPair{key, value})
	}
	p.rest, ok = strings.CutPrefix(p.rest, "}")
	return pairs, ok
}

// MarshalJSON writes a value for readers of other languages: an array whose keys count
// up from 0 as an array, others and objects as objects, with their class as "@class".
func (v PHP) MarshalJSON() ([]byte, error) { return v.appendJSON(nil), nil }
