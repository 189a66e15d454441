package reactionfile

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
)

// A disk is the folder that a store lives in.
type disk interface {
	Names() ([]string, error)
	Open(name string) (file, error)   // one that is there
	Create(name string) (file, error) // empty, whether it is there or not
	Rename(from, to string) error
	Remove(name string) error
	Sync() error // makes what Create, Rename and Remove did last
	Lock(name string) (io.Closer, error)
}

// A file is read and written at places that the caller names.
type file interface {
	io.ReaderAt
	io.WriterAt
	io.Closer
	Size() (int64, error)
	Truncate(size int64) error
	Sync() error // the content, and as much of the size as is needed to read it
}

// folder is the disk of the operating system.
type folder string

// openFolder makes the folder where it is missing, but not the one it is in, and
// sees to it that it is found again, whoever made it.
func openFolder(dir string) (folder, error) {
	made := os.Mkdir(dir, 0o700)
	if made != nil && !errors.Is(made, fs.ErrExist) {
		return "", made
	}
	err := folder(filepath.Dir(dir)).Sync()
	if made != nil && errors.Is(err, fs.ErrPermission) {
		err = nil // it was there before, in a folder that is not ours to read
	}
	return folder(dir), err
}

func (f folder) path(name string) string { return filepath.Join(string(f), name) }

func (f folder) Names() ([]string, error) {
	entries, err := os.ReadDir(string(f))
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Name()
	}
	return names, err
}

func (f folder) Open(name string) (file, error) {
	opened, err := os.OpenFile(f.path(name), os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &systemFile{File: opened, appended: true}, nil
}

func (f folder) Create(name string) (file, error) {
	opened, err := os.OpenFile(f.path(name), os.O_RDWR|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return nil, err
	}
	return &systemFile{File: opened}, nil
}

func (f folder) Rename(from, to string) error { return os.Rename(f.path(from), f.path(to)) }

func (f folder) Remove(name string) error { return os.Remove(f.path(name)) }

func (f folder) Sync() error {
	if runtime.GOOS == "windows" {
		return nil // which opens no folder for writing, and syncs nothing else
	}
	opened, err := os.Open(string(f))
	if err != nil {
		return err
	}
	return errors.Join(opened.Sync(), opened.Close())
}

func (f folder) Lock(name string) (io.Closer, error) {
	opened, err := os.OpenFile(f.path(name), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := lock(opened); err != nil {
		return nil, also(err, opened.Close())
	}
	return opened, nil
}

type systemFile struct {
	*os.File
	appended bool // to a log that is there, as against a file that is made
	direct   bool // see WriteAt
}

func (f *systemFile) Size() (int64, error) {
	about, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return about.Size(), nil
}
