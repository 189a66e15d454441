// Package bench measures the library beside its peers: the same work on the same
// real input, in one run. Run it with
//
//	go test -run '^$' -bench . ./bench
//
// Figures are quoted as ratios of that run; no test depends on the time it takes.
package bench
