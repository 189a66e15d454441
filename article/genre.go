package article

import "slices"

// Genre says what kind of journalism an article is. The empty genre is a report.
type Genre string

// The genres.
const (
	GenreReport    Genre = "report"    // facts, as far as they are known
	GenreAnalysis  Genre = "analysis"  // what the facts mean
	GenreOpinion   Genre = "opinion"   // what its author thinks
	GenreReview    Genre = "review"    // of a work, a place or a product
	GenreSatire    Genre = "satire"    // not to be taken as fact
	GenreSponsored Genre = "sponsored" // paid for; Disclosure names the sponsor
	GenreObituary  Genre = "obituary"
	GenreLive      Genre = "live"    // reported as it happens, newest entry first
	GenreGallery   Genre = "gallery" // told in pictures
)

// Genres returns all genres in the order above.
func Genres() []Genre {
	return []Genre{
		GenreReport, GenreAnalysis, GenreOpinion, GenreReview, GenreSatire,
		GenreSponsored, GenreObituary, GenreLive, GenreGallery,
	}
}

func (g Genre) known() bool { return g == "" || slices.Contains(Genres(), g) }
