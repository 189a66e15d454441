//go:build !race

package related_test

const raced = false
