package article_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"github.com/newsjunction/news/article"
)

func TestExplain(t *testing.T) {
	did := must(t)
	a := draft(t, words("Budget"))
	window := article.Window{From: by(10).At, Until: by(20).At}
	scheduled := did(a.Schedule(window, by(1)))
	embargoed := did(scheduled.SetEmbargo(by(12).At, "", by(1)))
	open := did(scheduled.SetEmbargo(time.Time{}, "", by(1)))
	outlasting := did(scheduled.SetEmbargo(by(30).At, "", by(1)))
	forever := did(did(a.Publish(by(1))).SetEmbargo(time.Time{}, "", by(1)))
	damaged := published(t, words("Budget"))
	damaged.Live = nil
	for _, tt := range []struct {
		name string
		a    article.Article
		now  int
		want string
	}{
		{"a draft", a, 2, "Readers do not see it: it is a draft, which nobody has published. Nothing changes until somebody acts."},
		{"published", published(t, words("Budget")), 2, "Readers see revision 1 since 2026-03-01 13:00 UTC: it is published. Nothing changes until somebody acts."},
		{"published and edited", did(published(t, words("Budget")).Edit(words("More"), by(2))), 2,
			"Readers see revision 1 since 2026-03-01 13:00 UTC: it is published, and revision 2 is not yet. Nothing changes until somebody acts."},
		{"before its window", scheduled, 2, "Readers do not see it yet: its window begins on 2026-03-01 22:00 UTC. It appears on 2026-03-01 22:00 UTC."},
		{"in its window", scheduled, 10, "Readers see revision 1 since 2026-03-01 22:00 UTC: it is published. It disappears on 2026-03-02 08:00 UTC."},
		{"after its window", scheduled, 20, "Readers see it no longer: its window ended on 2026-03-02 08:00 UTC. Nothing changes until somebody acts."},
		{"under an embargo", embargoed, 2, "Readers do not see it: an embargo holds until 2026-03-02 00:00 UTC. It appears on 2026-03-02 00:00 UTC."},
		{"after an embargo", embargoed, 12, "Readers see revision 1 since 2026-03-02 00:00 UTC: it is published. It disappears on 2026-03-02 08:00 UTC."},
		{"under an open embargo with a window that ends", open, 2,
			"Readers do not see it: an embargo holds until it is lifted. It will not appear unless the embargo is lifted before its window ends on 2026-03-02 08:00 UTC."},
		{"under an embargo that outlasts the window", outlasting, 2,
			"Readers do not see it: an embargo holds until 2026-03-02 18:00 UTC. It will not appear unless the embargo is lifted before its window ends on 2026-03-02 08:00 UTC."},
		{"under an embargo, after its window", outlasting, 25, "Readers see it no longer: its window ended on 2026-03-02 08:00 UTC. Nothing changes until somebody acts."},
		{"under an open embargo", forever, 2, "Readers do not see it: an embargo holds until it is lifted. It appears when the embargo is lifted, and not before."},
		{"offline", did(published(t, words("Budget")).Unpublish(by(2))), 3, "Readers do not see it: it was taken offline. Nothing changes until somebody acts."},
		{"withdrawn", did(a.Withdraw(by(2))), 3, "Readers are told that it is gone: it was withdrawn. Nothing changes until somebody acts."},
		{"damaged", damaged, 3, "Readers do not see it: it has no live revision. Nothing changes until somebody acts."},
	} {
		t.Run(tt.name, func(t *testing.T) { assert.Equal(t, tt.want, tt.a.Explain(by(tt.now).At)) })
	}
	t.Run("in the zone of the newsroom, as exactly as the instant is", func(t *testing.T) {
		a := did(a.Schedule(article.Window{From: by(10).At.Add(1500 * time.Microsecond)}, by(1)))
		karachi := time.FixedZone("PKT", 5*3600)
		assert.Contains(t, a.Explain(by(1).At.In(karachi)), "It appears on 2026-03-02 03:00:00.0015 PKT.")
	})
}
