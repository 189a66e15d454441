package article

// MarshalJSON writes the picture and, at the end of each object, the fields of Extra.
func (i Image) MarshalJSON() ([]byte, error) {
	m := &members{mode: writing}
	if i.value(m); m.err != nil {
		return nil, m.fault("Image")
	}
	return m.out, nil
}

// UnmarshalJSON reads what MarshalJSON writes. Fields that are not known go to the Extra
// of the object in which they stand. Errors are as those of [DecodeBody].
func (i *Image) UnmarshalJSON(data []byte) error {
	m := &members{scanner: scanner{data: data}}
	var read Image
	read.value(m)
	if m.end(); m.err != nil {
		return m.fault("Image")
	}
	*i = read
	return nil
}

func (i *Image) value(m *members) { m.object(i, &i.Extra) }

func (i *Image) members(m *members) {
	m.text("url", &i.URL, true)
	m.text("alt", &i.Alt, false)
	if m.at("alts", len(i.Alts) > 0) {
		leaf(m, &i.Alts)
	}
	m.markup("caption", &i.Caption, false)
	m.text("credit", &i.Credit, false)
	m.text("licence", &i.Licence, false)
	m.number("width", &i.Width, false)
	m.number("height", &i.Height, false)
	if m.at("focus", i.Focus != nil) {
		pointer(m, &i.Focus, (*Focus).value)
	}
	if m.at("renditions", len(i.Renditions) > 0) {
		array(m, &i.Renditions, (*Rendition).value)
	}
}

func (f *Focus) value(m *members) { m.object(f, &f.Extra) }

func (f *Focus) members(m *members) {
	m.decimal("x", &f.X)
	m.decimal("y", &f.Y)
}

func (r *Rendition) value(m *members) { m.object(r, &r.Extra) }

func (r *Rendition) members(m *members) {
	m.text("url", &r.URL, true)
	m.number("width", &r.Width, true)
	m.number("height", &r.Height, false)
	m.text("type", &r.Type, false)
}

// members are the picture's: they stand in the block itself, and so do those that are
// not known.
func (f *Figure) members(m *members) {
	f.Image.members(m)
	if m.mode == writing && len(f.Extra) > 0 {
		m.fail(ErrUnknownValue)
	}
}
