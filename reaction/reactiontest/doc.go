// Package reactiontest defines what a [reaction.Store] is: whatever passes [Run].
//
// An adapter's whole test is one call, with a function that opens an empty store:
//
//	func TestMemory(t *testing.T) {
//		reactiontest.Run(t, func(*testing.T) reaction.Store { return new(reaction.Memory) })
//	}
//
// Each promise of the interface is a subtest with the promise for a name. One looks
// for an order of concurrent calls that explains their answers (porcupine);
// [Linearizable] does so for as many calls as one has time for. The last one plays
// random histories against a slow and obvious model (pgregory.net/rapid, whose
// -rapid.checks and -rapid.seed flags apply), compares the exported bytes, and
// shrinks a history that fails. Run the kit under the race detector too.
//
// The kit needs no clock and no network, writes nothing outside the stores but
// the failing histories that rapid keeps in testdata, and leaves no goroutine.
package reactiontest
