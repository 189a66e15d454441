// Package articletest holds a store of articles or authors to its contract: it
// either passes, or it is not one.
//
//	func TestMemory(t *testing.T) {
//		articletest.Run(t, func(*testing.T) article.Store { return new(article.Memory) })
//	}
//
// Start with [Run] and [RunAuthors]. Each subtest is named after the promise it
// checks; among them are random histories beside a plain model, and writers that
// run at once, so run the kit under the race detector. A store is opened with the
// zero article.Naming. Every instant and id is fixed; only the random histories
// differ from run to run, and rapid's flags repeat one.
package articletest
