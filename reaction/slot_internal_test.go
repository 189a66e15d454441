package reaction

import (
	"math/rand/v2"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

// Two readers never share a number, so what is mixed can be taken apart again.
func TestMixedNumbersAreTakenApartAgain(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := newMixer(rapid.Uint64().Draw(t, "secret"))
		x := rapid.Uint64Range(0, numberMask).Draw(t, "x")
		n := m.mix(x)
		assert.LessOrEqual(t, uint64(n), uint64(numberMask))
		assert.Equal(t, x, m.unmix(n))
		assert.Equal(t, x == 0, n == 0)
		assert.Equal(t, n, slotOf(n, MaxStoredKinds).reader())
	})
}

// Readers get their places one after another. Their numbers must not crowd a table.
func TestNumbersOfReadersInTurnAreSpreadEvenly(t *testing.T) {
	const parts, each = 64, 64
	random := rand.New(rand.NewPCG(1, 2))
	for range 500 {
		secret := random.Uint64()
		m, filled := newMixer(secret), [parts]int{}
		for i := range uint64(parts * each) {
			n := m.mix((i + 1) << rosterBits)
			filled[place(slotOf(n, 0), ^kindOfSlot, parts)]++
		}
		for _, n := range filled {
			assert.Less(t, n, 3*each, "secret %x", secret)
		}
	}
}
