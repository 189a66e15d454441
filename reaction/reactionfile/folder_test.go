package reactionfile_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/newsjunction/news/reaction/reactionfile"
	"github.com/stretchr/testify/require"
)

// Blocks may go another way to the disk than the rest, where the system lets them.
func TestAFileKeepsWhatIsWrittenWhereverItBeginsAndEnds(t *testing.T) {
	const block = 4096
	memory := make([]byte, 1<<17)
	for i := range memory {
		memory[i] = byte(i*7 + i/251)
	}
	for _, tt := range []struct {
		name   string
		b      []byte
		offset int64
	}{
		{"a block", memory[:block], block},
		{"blocks", memory[:3*block], 0},
		{"part of a block", memory[:100], 2 * block},
		{"a block that begins in another", memory[:block], 64},
		{"a block from an odd address", memory[1:][:block], block},
		{"a block after one from an odd address", memory[:block], 2 * block},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "log")
			want := bytes.Repeat([]byte{0xaa}, 4*block)
			require.NoError(t, os.WriteFile(path, want, 0o600))
			f, err := reactionfile.FolderOf(dir).Open("log")
			require.NoError(t, err)
			for range 2 {
				n, err := f.WriteAt(memory[:block], 3*block)
				require.NoError(t, err)
				require.Equal(t, block, n)
				n, err = f.WriteAt(tt.b, tt.offset)
				require.NoError(t, err)
				require.Equal(t, len(tt.b), n)
			}
			require.NoError(t, f.Sync())
			require.NoError(t, f.Close())
			copy(want[3*block:], memory[:block])
			copy(want[tt.offset:], tt.b)
			got, err := os.ReadFile(path)
			require.NoError(t, err)
			require.True(t, bytes.Equal(want, got))
		})
	}
}

func TestAFolderHasNoFileThatIsMissing(t *testing.T) {
	d := reactionfile.FolderOf(filepath.Join(t.TempDir(), "missing"))
	_, err := d.Open("log")
	require.ErrorIs(t, err, os.ErrNotExist)
	_, err = d.Create("log")
	require.ErrorIs(t, err, os.ErrNotExist)
	require.ErrorIs(t, d.Rename("log", "other"), os.ErrNotExist)
}
