package reactionredis

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"

	"github.com/newsjunction/news/reaction"
)

var (
	// ErrInvalidPrefix refuses a prefix that cannot begin a key.
	ErrInvalidPrefix = errors.New("prefix does not match ^[a-z][a-z0-9_:-]{0,31}$")
	// ErrNoPipe refuses to keep reactions behind a nil [Pipe].
	ErrNoPipe = errors.New("no pipe to a server")
	// ErrCorrupt refuses an answer that cannot come from what a Store has written.
	ErrCorrupt = errors.New("stored reaction is damaged")
)

// A Command is one command to the server.
type Command struct {
	Name string
	Args []any // each a string, which may hold any bytes
}

// A Pipe sends commands in one round trip, and returns the reply of each, in order:
// a string or []byte, an int64, a []any of replies, nil, an error that the server
// answered (its text unchanged), or a map[any]any where the client makes one of
// fields and values. In a Cluster it sends each command to the server of its first
// key. It fails where a reply is missing. It must be safe for concurrent use and
// give up when ctx ends.
type Pipe func(ctx context.Context, commands []Command) (replies []any, err error)

// Options say where reactions are kept. The zero value is ready to use.
type Options struct {
	Prefix string // begins each key; matches ^[a-z][a-z0-9_:-]{0,31}$; "" is "reactions:"
}

// An Error says which operation of a store failed.
type Error struct {
	Op  string // "new", "set", "swap", "mine", "tallies", "erase", "recount" or "scan"
	Err error  // an Err variable of this package, the server's or the pipe's error, or that of the context
}

// Error names the operation and the cause.
func (e *Error) Error() string { return "reactionredis: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns Err.
func (e *Error) Unwrap() error { return e.Err }

// Store is a [reaction.Store] in Redis. Make one with [New]. It is safe for
// concurrent use, starts no goroutine, and holds nothing itself.
type Store struct {
	pipe   Pipe
	prefix string
}

var _ reaction.Store = (*Store)(nil)

// New returns the store behind pipe. It asks the server nothing. Every error is an
// [*Error] wrapping [ErrNoPipe] or [ErrInvalidPrefix].
func New(pipe Pipe, o Options) (*Store, error) {
	if pipe == nil {
		return nil, failed("new", ErrNoPipe)
	}
	if o.Prefix == "" {
		o.Prefix = "reactions:"
	}
	ok := len(o.Prefix) <= 32 && o.Prefix[0] >= 'a' && o.Prefix[0] <= 'z' &&
		strings.Trim(o.Prefix, "abcdefghijklmnopqrstuvwxyz0123456789_:-") == ""
	if !ok {
		return nil, failed("new", fmt.Errorf("%w: %.40q", ErrInvalidPrefix, o.Prefix))
	}
	return &Store{pipe, o.Prefix}, nil
}

// buckets is how many slots of a Cluster hold reactions at most. It is part of where
// a key is found, and so can never change.
const buckets = 256

// bucket is where a subject is kept: the last byte of its CRC-32 (IEEE 802.3).
func bucket(subject string) int { return int(crc32.ChecksumIEEE([]byte(subject)) % buckets) }

// key is a key of a bucket. What follows the hash tag cannot change the tag: only
// the first braces of a key count.
func (s *Store) key(bucket int, rest string) string {
	return fmt.Sprintf("%s{%02x}%s", s.prefix, bucket, rest)
}

func (s *Store) rowsKey(subject string) string   { return s.key(bucket(subject), "r:"+subject) }
func (s *Store) countsKey(subject string) string { return s.key(bucket(subject), "n:"+subject) }

func (s *Store) readerKey(bucket int, r reaction.Reader) string {
	return s.key(bucket, "m:"+bytesOf(r))
}

func (s *Store) subjectsKey(bucket int) string { return s.key(bucket, "s") }

// bytesOf is a reader as it is stored.
func bytesOf(r reaction.Reader) string {
	b, _ := r.MarshalBinary() // never fails
	return string(b)
}

// failed wraps the cause of a failed operation; nil stays nil.
func failed(op string, err error) error {
	if err == nil {
		return nil
	}
	return &Error{Op: op, Err: err}
}
