package reaction_test

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/newsjunction/news/reaction"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var (
	_ encoding.TextMarshaler     = reaction.Reader{}
	_ encoding.TextUnmarshaler   = (*reaction.Reader)(nil)
	_ encoding.BinaryMarshaler   = reaction.Reader{}
	_ encoding.BinaryUnmarshaler = (*reaction.Reader)(nil)
)

const pepper = "a pepper of more than 16 bytes"

func keysOf(t testing.TB, pepper string) reaction.ReaderKeys {
	t.Helper()
	keys, err := reaction.NewReaderKeys([]byte(pepper))
	require.NoError(t, err)
	return keys
}

func readerOf(t testing.TB, account string) reaction.Reader {
	t.Helper()
	r, err := keysOf(t, pepper).Reader(account)
	require.NoError(t, err)
	return r
}

func TestPepperOfFewerThan16BytesIsRefused(t *testing.T) {
	for n := range reaction.MinPepperBytes {
		_, err := reaction.NewReaderKeys(make([]byte, n))
		assert.ErrorIs(t, err, reaction.ErrKey)
	}
	_, err := reaction.NewReaderKeys(make([]byte, reaction.MinPepperBytes))
	assert.NoError(t, err)
}

func TestZeroKeysAndEmptyAccountMakeNoReader(t *testing.T) {
	_, err := reaction.ReaderKeys{}.Reader("account:1")
	assert.ErrorIs(t, err, reaction.ErrKey)
	r, err := keysOf(t, pepper).Reader("")
	assert.ErrorIs(t, err, reaction.ErrNoReader)
	assert.True(t, r.IsZero())
}

func TestReaderIsTheHMACOfItsAccount(t *testing.T) {
	mac := hmac.New(sha256.New, []byte(pepper))
	mac.Write([]byte("newsjunction/news reaction reader\x00account:1"))
	assert.Equal(t, hex.EncodeToString(mac.Sum(nil)[:16]), readerOf(t, "account:1").String())
}

func TestReadersDependOnAccountAndPepperAlone(t *testing.T) {
	assert.Equal(t, readerOf(t, "account:1"), readerOf(t, "account:1"))
	assert.NotEqual(t, readerOf(t, "account:1"), readerOf(t, "account:2"))
	other, err := keysOf(t, pepper+"!").Reader("account:1")
	require.NoError(t, err)
	assert.NotEqual(t, readerOf(t, "account:1"), other)
}

func TestKeysCopyTheirPepper(t *testing.T) {
	secret := []byte(pepper)
	keys, err := reaction.NewReaderKeys(secret)
	require.NoError(t, err)
	clear(secret)
	r, err := keys.Reader("account:1")
	require.NoError(t, err)
	assert.Equal(t, readerOf(t, "account:1"), r)
}

func TestKeysNeverPrintTheirPepper(t *testing.T) {
	keys := keysOf(t, pepper)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
		assert.Equal(t, "reaction.ReaderKeys", fmt.Sprintf(verb, keys), verb)
		assert.NotContains(t, fmt.Sprintf(verb, struct{ K reaction.ReaderKeys }{keys}), "112 101", verb)
	}
}

func TestParseReaderTakesOnlyItsOwnText(t *testing.T) {
	for name, text := range map[string]string{
		"empty":      "",
		"short":      strings.Repeat("0a", 15),
		"long":       strings.Repeat("0a", 17),
		"upper case": strings.Repeat("0A", 16),
		"not hex":    strings.Repeat("0g", 16),
		"nobody":     strings.Repeat("00", 16),
		"an address": "192.0.2.1",
	} {
		r, err := reaction.ParseReader(text)
		assert.ErrorIs(t, err, reaction.ErrNoReader, name)
		assert.True(t, r.IsZero(), name)
		assert.NotContains(t, fmt.Sprint(err), "192", name)
	}
}

func TestReaderSurvivesTextJSONAndBytes(t *testing.T) {
	for _, r := range []reaction.Reader{readerOf(t, "account:1"), {}} {
		var fromJSON, fromBytes reaction.Reader
		b, err := json.Marshal(r)
		require.NoError(t, err)
		require.NoError(t, json.Unmarshal(b, &fromJSON))
		b, err = r.MarshalBinary()
		require.NoError(t, err)
		require.NoError(t, fromBytes.UnmarshalBinary(b))
		assert.Equal(t, r, fromJSON)
		assert.Equal(t, r, fromBytes)
	}
	assert.Empty(t, reaction.Reader{}.String())
}

func TestReaderThatCannotBeReadIsLeftAsItWas(t *testing.T) {
	r := readerOf(t, "account:1")
	assert.ErrorIs(t, r.UnmarshalText([]byte("x")), reaction.ErrNoReader)
	assert.ErrorIs(t, r.UnmarshalBinary([]byte("x")), reaction.ErrNoReader)
	assert.Equal(t, readerOf(t, "account:1"), r)
}

func TestReadersAreOrderedAsTheirText(t *testing.T) {
	a, b := readerOf(t, "account:1"), readerOf(t, "account:2")
	assert.Equal(t, strings.Compare(a.String(), b.String()), a.Compare(b))
	assert.Zero(t, a.Compare(a))
}

// Whatever ParseReader takes is the text that String gives back.
func FuzzParseReader(f *testing.F) {
	f.Add(strings.Repeat("0a", 16))
	f.Add(strings.Repeat("0A", 16))
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		r, err := reaction.ParseReader(text)
		if err != nil {
			assert.True(t, r.IsZero())
			return
		}
		assert.Equal(t, text, r.String())
	})
}
