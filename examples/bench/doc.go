// Package bench measures the library beside its peers: the same work on the same
// real input, in one run. Run it with
//
//	go test -run '^$' -bench . ./bench
//
// A test beside each benchmark holds the ratio that the documentation states.
package bench
