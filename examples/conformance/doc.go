// Package conformance holds every store of the library to its kit, on the real
// engines. It has only tests; the name of each says which engine it runs on.
package conformance
