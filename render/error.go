package render

import "errors"

var (
	// ErrNoName means that a site has no name.
	ErrNoName = errors.New("site has no name")
	// ErrNoBase means that a site has no base URL, or one that is not http or
	// https with a host.
	ErrNoBase = errors.New("site has no base URL")
	// ErrNoLinker means that a site knows no routes.
	ErrNoLinker = errors.New("site has no linker")
	// ErrNoLang means that a site's language is not a language tag.
	ErrNoLang = errors.New("site's language is not a language tag")
	// ErrNoColor means that a site's theme colour is not one of the form "#1a2b3c".
	ErrNoColor = errors.New("theme colour is not of the form #1a2b3c")
	// ErrTooMany means that there is more than a document may hold.
	ErrTooMany = errors.New("more than the document may hold")
)

// A ConfigError says which field of a [Config] is at fault.
type ConfigError struct {
	Field string // such as "BaseURL"
	Err   error  // one of this package's errors, text.ErrInvalidText or inline.ErrUnsafeURL
}

// Error names the package, the field and the fault.
func (e *ConfigError) Error() string { return "render: Config." + e.Field + ": " + e.Err.Error() }

// Unwrap returns the kind of fault.
func (e *ConfigError) Unwrap() error { return e.Err }
