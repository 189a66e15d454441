// Package taxonomytest holds a store of terms to its contract: it either passes,
// or it is not one.
//
//	func TestMemory(t *testing.T) {
//		taxonomytest.Run(t, func(*testing.T) taxonomy.Store { return new(taxonomy.Memory) })
//	}
//
// Start with [Run]. Each subtest is named after the promise it checks; among them
// are random histories and writers that run at once, so run the kit under the race
// detector. Ids are fixed; only the random histories differ from run to run, and
// rapid's flags repeat one.
package taxonomytest
