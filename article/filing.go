package article

import (
	"fmt"
	"slices"
	"strings"

	"github.com/newsjunction/news/taxonomy"
)

// Filing says under which terms an article is found. It names ids: what they are
// called today, a taxonomy.Tree knows.
type Filing struct {
	Category   taxonomy.ID   `json:"category,omitzero"`    // the primary one: section label, breadcrumb
	Categories []taxonomy.ID `json:"categories,omitempty"` // others
	Tags       []Tagging     `json:"tags,omitempty"`       // in the order printed
	Entities   []Entity      `json:"entities,omitempty"`   // who and what it is about
	Places     []Place       `json:"places,omitempty"`     // where it happens
	Series     Series        `json:"series,omitzero"`
	Picks      []ID          `json:"picks,omitempty"` // related stories that an editor chose
}

// A Tagging is one tag of an article.
type Tagging struct {
	Term      taxonomy.ID `json:"term"`
	Relevance int         `json:"relevance,omitempty"` // 1 to 100; 0: not judged
	By        string      `json:"by,omitempty"`        // the service that tagged it; empty: the newsroom
}

// An Entity is a person, organisation, event or work that an article is about.
type Entity struct {
	Kind EntityKind `json:"kind"`
	Name string     `json:"name"`
	URI  string     `json:"uri,omitempty"` // an address that identifies it, such as the one at Wikidata
}

// EntityKind says what an entity is.
type EntityKind string

const (
	EntityPerson       EntityKind = "person"
	EntityOrganisation EntityKind = "organisation"
	EntityEvent        EntityKind = "event"
	EntityWork         EntityKind = "work"
)

func (k EntityKind) known() bool {
	switch k {
	case EntityPerson, EntityOrganisation, EntityEvent, EntityWork:
		return true
	}
	return false
}

// A Place is somewhere that an article is about.
type Place struct {
	Name string   `json:"name"`
	URI  string   `json:"uri,omitempty"` // an address that identifies it, such as the one at GeoNames
	At   *LatLong `json:"at,omitempty"`
}

// A LatLong is a point in degrees, WGS 84.
type LatLong struct {
	Lat  float64 `json:"lat"`  // -90 to 90, north positive
	Long float64 `json:"long"` // -180 to 180, east positive
}

// A Series is a run of articles that belong together.
type Series struct {
	Name string `json:"name,omitempty"`
	Part int    `json:"part,omitempty"` // from 1; 0: not numbered
}

// Terms returns the ids of all terms, each once: the primary category, the other
// categories, the tags.
func (f Filing) Terms() []taxonomy.ID {
	ids := make([]taxonomy.ID, 0, 1+len(f.Categories)+len(f.Tags))
	seen := make(map[taxonomy.ID]bool, cap(ids))
	add := func(id taxonomy.ID) {
		if !id.IsZero() && !seen[id] {
			seen[id] = true
			ids = append(ids, id)
		}
	}
	add(f.Category)
	for _, id := range f.Categories {
		add(id)
	}
	for _, tag := range f.Tags {
		add(tag.Term)
	}
	return ids
}

func (f Filing) clone() Filing {
	f.Categories = slices.Clone(f.Categories)
	f.Tags = slices.Clone(f.Tags)
	f.Entities = slices.Clone(f.Entities)
	f.Picks = slices.Clone(f.Picks)
	f.Places = slices.Clone(f.Places)
	for i, place := range f.Places {
		if place.At != nil {
			at := *place.At
			f.Places[i].At = &at
		}
	}
	return f
}

func (f Filing) check(k *checker) {
	if k.count("Filing", len(f.Categories)+len(f.Tags), MaxTerms) {
		for i, tag := range f.Tags {
			path := fmt.Sprintf("Filing.Tags[%d]", i)
			if tag.Relevance < 0 || tag.Relevance > 100 {
				k.fault(path+".Relevance", ErrUnknownValue)
			}
			k.label(path+".By", tag.By)
		}
	}
	f.checkSubjects(k)
	k.label("Filing.Series.Name", f.Series.Name)
	k.atLeast("Filing.Series.Part", f.Series.Part, 0)
	if f.Series.Part > 0 && strings.TrimSpace(f.Series.Name) == "" {
		k.fault("Filing.Series.Name", ErrMissing)
	}
	if k.count("Filing.Picks", len(f.Picks), MaxTerms) {
		seen := make(map[ID]bool, len(f.Picks))
		for i, id := range f.Picks {
			if id.IsZero() || seen[id] {
				k.fault(fmt.Sprintf("Filing.Picks[%d]", i), cond(id.IsZero(), ErrMissing, ErrDuplicate))
			}
			seen[id] = true
		}
	}
}

// checkSubjects checks whom, what and which places an article is about.
func (f Filing) checkSubjects(k *checker) {
	if k.count("Filing.Entities", len(f.Entities), MaxTerms) {
		for i, e := range f.Entities {
			path := fmt.Sprintf("Filing.Entities[%d]", i)
			if !e.Kind.known() {
				k.fault(path+".Kind", ErrUnknownValue)
			}
			k.name(path+".Name", e.Name)
			k.link(path+".URI", e.URI, false)
		}
	}
	if k.count("Filing.Places", len(f.Places), MaxTerms) {
		for i, p := range f.Places {
			path := fmt.Sprintf("Filing.Places[%d]", i)
			k.name(path+".Name", p.Name)
			k.link(path+".URI", p.URI, false)
			if p.At != nil && !(within(p.At.Lat, -90, 90) && within(p.At.Long, -180, 180)) {
				k.fault(path+".At", ErrUnknownValue)
			}
		}
	}
}

// within reports whether x lies between two bounds, which no NaN does.
func within(x, least, most float64) bool { return least <= x && x <= most }
