package article

// A Dateline says where and when an article was reported.
type Dateline struct {
	Place  string `json:"place,omitempty"`  // as printed, such as "VELMAR"
	Date   Date   `json:"date,omitzero"`    // of the report
	Source string `json:"source,omitempty"` // as printed, such as "Reuters"
}

// String returns the dateline as it stands before the first words of a report, its
// date left out: "VELMAR (Reuters)".
func (d Dateline) String() string {
	if d.Place == "" || d.Source == "" {
		return d.Place + d.Source
	}
	return d.Place + " (" + d.Source + ")"
}

func (d Dateline) check(k *checker) {
	k.label("Dateline.Place", d.Place)
	if d.Date.Check() != nil {
		k.fault("Dateline.Date", ErrUnknownValue)
	}
	k.label("Dateline.Source", d.Source)
}
