package article

func (p *Paragraph) members(m *members) { m.markup("text", &p.Text, true) }

func (*Divider) members(*members) {}

func (c *Code) members(m *members) { m.text("text", &c.Text, true) }

func (h *Heading) members(m *members) {
	m.number("level", &h.Level, true)
	m.markup("text", &h.Text, true)
}

func (l *List) members(m *members) {
	m.flag("ordered", &l.Ordered)
	m.number("start", &l.Start, false)
	if m.at("items", true) {
		array(m, &l.Items, (*ListItem).value)
	}
}

func (l *List) value(m *members) { m.object(l, &l.Extra) }

func (i *ListItem) value(m *members) { m.object(i, &i.Extra) }

func (i *ListItem) members(m *members) {
	m.markup("text", &i.Text, true)
	if m.at("sub", i.Sub != nil) {
		pointer(m, &i.Sub, (*List).value)
	}
}

func (q *Quote) members(m *members) {
	if m.at("paragraphs", true) {
		array(m, &q.Paragraphs, markupElement)
	}
	m.markup("cite", &q.Cite, false)
}

func (q *PullQuote) members(m *members) {
	m.markup("text", &q.Text, true)
	m.markup("cite", &q.Cite, false)
}

func (e *Embed) members(m *members) {
	m.text("url", &e.URL, true)
	m.text("title", &e.Title, false)
	m.text("provider", &e.Provider, false)
	m.flag("consent", &e.Consent)
}

func (r *Related) members(m *members) {
	if m.at("article", !r.Article.IsZero()) {
		leaf(m, &r.Article)
	}
	m.text("url", &r.URL, false)
	m.text("title", &r.Title, true)
}

func (r *Raw) members(m *members) {
	m.text("html", &r.HTML, true)
	m.text("text", &r.Text, false)
}
