package reaction

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
)

// MinPepperBytes is the least length of the secret that [NewReaderKeys] takes.
const MinPepperBytes = 16

// readerBytes keeps half of SHA-256, the least that RFC 2104, section 5, advises.
// Among a billion readers the chance that any two meet is below 1 in 10^20.
const readerBytes = 16

// readerDomain keeps readers apart from anything else that is signed with the
// same secret.
const readerDomain = "newsjunction/news reaction reader\x00"

// Reader is one reader's pseudonym: 16 bytes of a keyed hash, from which the
// account cannot be told without the site's secret. Readers are comparable. Only
// [ReaderKeys] make one from an account; [ParseReader] and the decoding methods take
// back what was stored. The zero Reader is nobody, and no store accepts it.
type Reader struct{ key [readerBytes]byte }

// ParseReader returns the reader whose text form is s: 32 lower-case hexadecimal
// digits. Anything else, and the zero reader, is an [*Error] wrapping [ErrNoReader].
func ParseReader(s string) (Reader, error) {
	var r Reader
	if err := r.UnmarshalText([]byte(s)); err != nil {
		return Reader{}, err
	}
	if r.IsZero() {
		return Reader{}, noReader()
	}
	return r, nil
}

// IsZero reports whether r is nobody.
func (r Reader) IsZero() bool { return r == Reader{} }

// Compare returns -1, 0 or 1 in the order of the readers' bytes, which is also
// the order of their text forms and that of [Store.Scan] within a subject.
func (r Reader) Compare(other Reader) int { return bytes.Compare(r.key[:], other.key[:]) }

// String returns the text form of r, or "" for the zero Reader.
func (r Reader) String() string {
	if r.IsZero() {
		return ""
	}
	return hex.EncodeToString(r.key[:])
}

// MarshalText returns the text form, as [Reader.String] does. It never fails.
func (r Reader) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads the text form; empty text is the zero Reader. On any other
// text it returns an [*Error] wrapping [ErrNoReader] and leaves r as it was.
func (r *Reader) UnmarshalText(text []byte) error {
	var key [readerBytes]byte
	if len(text) == 0 {
		*r = Reader{}
		return nil
	}
	if len(text) != hex.EncodedLen(readerBytes) || !bytes.Equal(text, bytes.ToLower(text)) {
		return noReader()
	}
	if _, err := hex.Decode(key[:], text); err != nil {
		return noReader()
	}
	*r = Reader{key}
	return nil
}

// MarshalBinary returns the 16 bytes of r, for stores. It never fails.
func (r Reader) MarshalBinary() ([]byte, error) { return r.key[:], nil } // r is a copy, which need not be on the heap

// UnmarshalBinary takes 16 bytes. On any other number it returns an [*Error]
// wrapping [ErrNoReader] and leaves r as it was.
func (r *Reader) UnmarshalBinary(data []byte) error {
	if len(data) != readerBytes {
		return noReader()
	}
	r.key = [readerBytes]byte(data)
	return nil
}

// ReaderKeys make readers out of the site's own names for them. They are an immutable
// value, safe for concurrent use, and print without their secret. The zero ReaderKeys
// make none.
type ReaderKeys struct{ pepper []byte }

// NewReaderKeys returns the keys of a site whose secret is pepper, which it copies. A
// pepper is random, kept apart from the database, and fixed for the life of the
// site: whoever changes it makes every reader a stranger to the reactions they
// hold. Fewer than [MinPepperBytes] bytes are an [*Error] wrapping [ErrKey].
func NewReaderKeys(pepper []byte) (ReaderKeys, error) {
	if len(pepper) < MinPepperBytes {
		return ReaderKeys{}, &Error{Path: "Pepper", Limit: MinPepperBytes, Err: ErrKey}
	}
	return ReaderKeys{slices.Clone(pepper)}, nil
}

// Reader returns the reader of account: HMAC-SHA-256 (RFC 2104) of it under the
// pepper, cut to 16 bytes. The same account is always the same reader. Give each
// source of names a prefix of its own ("account:42", "guest:…"), and never an IP
// address by itself, which many people share. The empty account is an [*Error]
// wrapping [ErrNoReader]; the zero ReaderKeys give one wrapping [ErrKey].
func (k ReaderKeys) Reader(account string) (Reader, error) {
	if len(k.pepper) == 0 {
		return Reader{}, &Error{Path: "ReaderKeys", Limit: MinPepperBytes, Err: ErrKey}
	}
	if account == "" {
		return Reader{}, &Error{Path: "Account", Err: ErrNoReader}
	}
	mac := hmac.New(sha256.New, k.pepper)
	io.WriteString(mac, readerDomain)
	io.WriteString(mac, account)
	return Reader{[readerBytes]byte(mac.Sum(nil))}, nil
}

// Format writes "reaction.ReaderKeys" for every verb, so that no log holds the pepper.
func (k ReaderKeys) Format(s fmt.State, _ rune) { io.WriteString(s, "reaction.ReaderKeys") }

func noReader() error { return &Error{Path: "Reader", Err: ErrNoReader} }
