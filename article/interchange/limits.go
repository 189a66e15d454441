package interchange

// Limits bound what is read of an archive. The zero value holds real archives.
type Limits struct {
	Record int   // bytes of one record; 0 means 16 MiB
	Head   int   // bytes of what stands before the records and is kept, such as terms; 0 means 64 MiB
	File   int64 // bytes of the file, unpacked; 0 means 8 GiB
}

// OrDefault returns the limits with the defaults in the place of zeros.
func (l Limits) OrDefault() Limits {
	if l.Record <= 0 {
		l.Record = 16 << 20
	}
	if l.Head <= 0 {
		l.Head = 64 << 20
	}
	if l.File <= 0 {
		l.File = 8 << 30
	}
	return l
}
