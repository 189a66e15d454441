package reactionredis

import (
	"context"
	"crypto/sha1"
	"encoding/hex"
	"fmt"
	"strings"
)

// setScript makes or undoes a reaction, and keeps the counts, the reader's subjects
// and the bucket's subjects in step. It returns the kind held before. What is refused
// for want of memory is refused at the first write; and what must be found to erase a
// reader is written first and removed last.
//
// The reader's subjects are fields of a hash, because Redis 7.0 packs a small hash and
// not a small set: that is 120 bytes less a reaction.
//
//	KEYS  1 rows, 2 counts, 3 subjects of the reader, 4 subjects of the bucket
//	ARGV  1 reader, 2 subject, 3 kind or none, 4 kind that must be held (absent: any)
const setScript = `
local before = redis.call('HGET', KEYS[1], ARGV[1]) or ''
local after = ARGV[3]
if ARGV[4] and before ~= ARGV[4] or after == before and after ~= '' then
	return before
end
if after ~= '' then
	if before == '' then
		redis.call('HSET', KEYS[3], ARGV[2], '')
		redis.call('ZADD', KEYS[4], 0, ARGV[2])
	end
	redis.call('HINCRBY', KEYS[2], after, 1)
end
if before ~= '' and redis.call('HINCRBY', KEYS[2], before, -1) == 0 then
	redis.call('HDEL', KEYS[2], before)
end
if after ~= '' then
	redis.call('HSET', KEYS[1], ARGV[1], after)
	return before
end
redis.call('HDEL', KEYS[1], ARGV[1])
redis.call('HDEL', KEYS[3], ARGV[2])
if redis.call('EXISTS', KEYS[1]) == 0 then
	redis.call('ZREM', KEYS[4], ARGV[2])
end
return before
`

// recountScript counts the reactions to a subject afresh, puts right the counters
// that differ, and returns by how much they did.
//
//	KEYS  1 rows, 2 counts
const recountScript = `
local exact, drift = {}, 0
for _, kind in ipairs(redis.call('HVALS', KEYS[1])) do
	exact[kind] = (exact[kind] or 0) + 1
end
local kept = redis.call('HGETALL', KEYS[2])
for i = 1, #kept, 2 do
	local kind, n = kept[i], tonumber(kept[i + 1]) or 0
	local want = exact[kind] or 0
	exact[kind] = nil
	drift = drift + math.abs(want - n)
	if want == 0 then
		redis.call('HDEL', KEYS[2], kind)
	elseif want ~= n then
		redis.call('HSET', KEYS[2], kind, want)
	end
end
for kind, want in pairs(exact) do
	drift = drift + want
	redis.call('HSET', KEYS[2], kind, want)
end
return drift
`

// A script is known to a server by the digest of its text.
type script struct{ text, digest string }

func newScript(text string) script {
	sum := sha1.Sum([]byte(text)) // the name that the protocol gives it, not a safeguard
	return script{text, hex.EncodeToString(sum[:])}
}

// on is the command that runs the script with keys and arguments.
func (sc script) on(keys []string, args ...string) Command {
	c := Command{Name: "EVALSHA", Args: []any{sc.digest, fmt.Sprint(len(keys))}}
	for _, list := range [][]string{keys, args} {
		for _, a := range list {
			c.Args = append(c.Args, a)
		}
	}
	return c
}

// inFull is the command with the script's text instead of its digest.
func (sc script) inFull(c Command) Command {
	args := append([]any{sc.text}, c.Args[1:]...)
	return Command{Name: "EVAL", Args: args}
}

// run sends commands that run sc, and once more, in full, those to servers that do
// not know it. Any other error of a server is returned; the rest is done all the same.
func (s *Store) run(ctx context.Context, sc script, commands []Command) ([]any, error) {
	replies, err := s.send(ctx, commands)
	if err != nil {
		return nil, err
	}
	var unknown []int
	var again []Command
	for i, reply := range replies {
		if err, ok := reply.(error); ok && strings.HasPrefix(err.Error(), "NOSCRIPT") {
			unknown, again = append(unknown, i), append(again, sc.inFull(commands[i]))
		}
	}
	if len(again) > 0 {
		full, err := s.send(ctx, again)
		if err != nil {
			return nil, err
		}
		for i, reply := range full {
			replies[unknown[i]] = reply
		}
	}
	return replies, refusal(replies)
}

// ask sends commands, and returns the first error that a server answers.
func (s *Store) ask(ctx context.Context, commands []Command) ([]any, error) {
	replies, err := s.send(ctx, commands)
	if err != nil {
		return nil, err
	}
	return replies, refusal(replies)
}

func (s *Store) send(ctx context.Context, commands []Command) ([]any, error) {
	if err := ctx.Err(); err != nil || len(commands) == 0 {
		return nil, err
	}
	replies, err := s.pipe(ctx, commands)
	if err != nil {
		return nil, err
	}
	if len(replies) != len(commands) {
		return nil, fmt.Errorf("%w: %d replies to %d commands", ErrCorrupt, len(replies), len(commands))
	}
	return replies, nil
}

func refusal(replies []any) error {
	for _, reply := range replies {
		if err, ok := reply.(error); ok {
			return err
		}
	}
	return nil
}
