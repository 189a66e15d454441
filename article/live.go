package article

import "time"

// A LiveEntry is one report of a live story: what was written at an instant. Its body
// holds no other live entry.
type LiveEntry struct {
	At       time.Time `json:"at"` // required
	Title    string    `json:"title,omitempty"`
	KeyEvent bool      `json:"keyEvent,omitempty"` // among what a latecomer must know
	Pinned   bool      `json:"pinned,omitempty"`   // stands above the others
	Body     Body      `json:"body,omitempty"`
}

// Type implements [BlockContent].
func (LiveEntry) Type() string { return "live" }

func (e LiveEntry) appendText(dst []byte) []byte {
	start := len(dst)
	dst = append(dst, e.Title...)
	from := len(dst)
	if from > start {
		dst = append(dst, '\n')
	}
	text := len(dst)
	if dst = e.Body.appendText(dst); len(dst) == text {
		return dst[:from]
	}
	return dst
}

func (e LiveEntry) check(k *checker, path string) {
	if e.At.IsZero() {
		k.fault(path+".At", ErrMissing)
	}
	k.label(path+".Title", e.Title)
	if k.live {
		k.fault(path, ErrTooDeep)
		return
	}
	k.live = true
	k.blocks(path+".Body", e.Body)
	k.live = false
}

func (e *LiveEntry) members(m *members) {
	if m.at("at", true) {
		leaf(m, &e.At)
	}
	m.text("title", &e.Title, false)
	m.flag("keyEvent", &e.KeyEvent)
	m.flag("pinned", &e.Pinned)
	if m.at("body", e.Body != nil) {
		m.liveBody(&e.Body)
	}
}

// liveBody takes the body of a live entry. One in another is refused: what stands in
// it would be read again at each level.
func (m *members) liveBody(b *Body) {
	if m.live {
		m.fail(ErrTooDeep)
		return
	}
	m.live = true
	m.body(b)
	m.live = false
	if m.err != nil && m.place != "" {
		m.place = ".Body" + m.place
	}
}
