// Package loss says what a conversion could not carry over.
//
// Whoever turns one form of an article into another (foreign HTML into safe
// HTML, a feed into articles, an article into a wire format) hands back a
// [Report] beside the value: what was dropped, approximated, defaulted or
// repaired, where, and why. An error means that there is no value; a report
// means that there is one, and how it differs from its source.
//
// Start with [Report.Add] when converting and with [Report.All] when showing.
//
// A report is bounded: it lists at most [MaxEntries] different losses, with
// strings cut at [MaxText] bytes, and counts the rest. It is deterministic:
// losses are listed in the order in which they were first met, and the JSON of
// equal reports is equal. A Report may be read by many goroutines while none
// adds to it.
package loss
