package wxr

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// open returns the text of an export, unpacked where it is gzip, and bounded.
func open(r io.Reader, limit int64) (io.Reader, error) {
	head := make([]byte, 4)
	n, err := io.ReadFull(r, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, fmt.Errorf("wxr: reading: %w", err)
	}
	head = head[:n]
	var whole io.Reader = io.MultiReader(bytes.NewReader(head), r)
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		packed, err := gzip.NewReader(whole)
		if err != nil {
			return nil, &Error{Line: 1, Err: ErrSyntax, Detail: err.Error()}
		}
		return &bounded{r: unpacked{packed}, left: limit}, nil
	}
	if string(head) == "PK\x03\x04" {
		return nil, &Error{Line: 1, Err: ErrNotWXR, Detail: "it is a ZIP archive, which has to be unpacked first"}
	}
	for _, mark := range [...]string{"\xff\xfe", "\xfe\xff", "<\x00", "\x00<"} {
		if bytes.HasPrefix(head, []byte(mark)) {
			return nil, &Error{Line: 1, Err: ErrEncoding, Detail: "it is UTF-16"}
		}
	}
	return &bounded{r: whole, left: limit}, nil
}

// unpacked gives the errors of a damaged gzip file one kind.
type unpacked struct{ r io.Reader }

func (u unpacked) Read(p []byte) (int, error) {
	n, err := u.r.Read(p)
	var damage flate.CorruptInputError
	if errors.Is(err, gzip.ErrChecksum) || errors.Is(err, gzip.ErrHeader) || errors.As(err, &damage) {
		err = fmt.Errorf("%w: %w", ErrSyntax, err)
	}
	return n, err
}

// bounded reads at most left bytes.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	if b.left <= 0 {
		// The file may end exactly here.
		if n, err := b.r.Read(make([]byte, 1)); n == 0 && err != nil {
			return 0, err
		}
		return 0, fmt.Errorf("the file: %w", ErrTooLarge)
	}
	n, err := b.r.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
