// Package slugtest holds any [slug.Ledger] to the promises of that interface: a
// ledger either passes [Run] or is not a ledger.
//
// An adapter's test is one call:
//
//	func TestLedger(t *testing.T) { slugtest.Run(t, open) }
//
// Each promise is a subtest with a sentence for a name. Histories are drawn at
// random and compared with a slow, obvious model of a ledger, and concurrent ones
// with all orders that the calls could have come in; on a failure the shortest
// history is printed.
package slugtest
