// Package meter shows on a terminal how far a file has been read.
package meter

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// A File is a file whose reading a bar shows.
type File struct {
	*os.File
	Bar *progressbar.ProgressBar
}

// Read implements [io.Reader].
func (f File) Read(p []byte) (int, error) {
	n, err := f.File.Read(p)
	_ = f.Bar.Add(n) // a bar that can't be drawn is no reason to stop
	return n, err
}

// Bar returns a bar on a terminal, and nothing that is seen in a pipe, for so many
// bytes. What says what is done to them.
func Bar(stderr io.Writer, size int64, what string) *progressbar.ProgressBar {
	f, ok := stderr.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return progressbar.DefaultBytesSilent(size)
	}
	return progressbar.NewOptions64(size,
		progressbar.OptionSetWriter(stderr),
		progressbar.OptionSetDescription(what),
		progressbar.OptionShowBytes(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionClearOnFinish(),
	)
}
