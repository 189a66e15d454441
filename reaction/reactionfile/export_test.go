package reactionfile

// The seam to the disk, for tests that play one.
type (
	Disk = disk
	File = file
)

// OpenOn is Open on any disk.
func OpenOn(d Disk, o Options) (*Store, error) { return open(d, o) }

// FolderOf is a folder of the operating system.
func FolderOf(dir string) Disk { return folder(dir) }

// LogOf is a log of generation 1 with one frame for each list of changes, as they
// are encoded.
func LogOf(frames ...[]byte) []byte {
	log := headOf(1, 0)
	for _, changes := range frames {
		b := append(make([]byte, frameHead), changes[1:]...)
		log = append(log, seal(b, int(changes[0]), 1, int64(len(log)))...)
	}
	return log
}
