package article

// Origin says where an article came from. Readers see Source, Distributor, Rights and
// Translation; the rest is the newsroom's.
type Origin struct {
	Source      string      `json:"source,omitempty"`      // whose report it is, such as an agency, as printed
	Distributor string      `json:"distributor,omitempty"` // who delivered it, where not the source
	Rights      Rights      `json:"rights,omitzero"`
	Translation Translation `json:"translation,omitzero"`

	System     string `json:"system,omitempty"`     // that it was imported from, such as the address of a blog
	ExternalID string `json:"externalId,omitempty"` // its id there
	URL        string `json:"url,omitempty"`        // its address there
	Digest     string `json:"digest,omitempty"`     // of the record it was made from: the same means nothing to import
}

// Rights say who owns an article and what may be done with it.
type Rights struct {
	Notice string `json:"notice,omitempty"` // the copyright line, as printed
	Terms  string `json:"terms,omitempty"`  // the terms of use, in words or as an address
}

// A Translation names what an article was translated from.
type Translation struct {
	Of       ID  `json:"of,omitzero"`
	Revision int `json:"revision,omitempty"` // the revision that was translated; 0: unknown
}

func (o Origin) check(k *checker) {
	for _, field := range [...]struct{ path, value string }{
		{"Source", o.Source}, {"Distributor", o.Distributor}, {"Rights.Notice", o.Rights.Notice}, {"Rights.Terms", o.Rights.Terms},
		{"System", o.System}, {"ExternalID", o.ExternalID}, {"URL", o.URL}, {"Digest", o.Digest},
	} {
		k.label("Origin."+field.path, field.value)
	}
	k.atLeast("Origin.Translation.Revision", o.Translation.Revision, 0)
	if o.Translation.Revision > 0 && o.Translation.Of.IsZero() {
		k.fault("Origin.Translation.Of", ErrMissing)
	}
}
