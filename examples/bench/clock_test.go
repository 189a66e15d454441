package bench

import (
	"syscall"
	"time"
)

// timed returns the processor time that a call takes: unlike the time of day, it
// does not grow when something else runs on the machine.
func timed(f func()) time.Duration {
	start := cpuTime()
	f()
	return cpuTime() - start
}

// cpuTime is what the process has used, of its own and in the system.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
