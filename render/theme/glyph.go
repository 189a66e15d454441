package theme

// The signs of buttons, beside their names in words.
const (
	signStart = `<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="2"><path d="`
	signEnd   = `"></path></svg>`

	signMenu  raw = signStart + "M3 6h18M3 12h18M3 18h18" + signEnd
	signClose raw = signStart + "M5 5l14 14M19 5L5 19" + signEnd
	signOpen  raw = signStart + "M5 9l7 7 7-7" + signEnd
	signBell  raw = signStart + "M6 17V10a6 6 0 0 1 12 0v7l2 1H4zM10 21h4" + signEnd
	signDark  raw = signStart + "M20 14A8 8 0 1 1 10 4a6.5 6.5 0 0 0 10 10z" + signEnd
)

const glyphStart = `<svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">`

// glyph is the sign of a share service, drawn here; a service without one is known
// by its name.
func glyph(service string) raw {
	switch service {
	case "facebook":
		return glyphStart + `<path fill="currentColor" d="M10 22v-8H7v-4h3V7.5C10 4.5 11.8 3 14.5 3H17v4h-1.6c-1 0-1.4.5-1.4 1.4V10h3l-.6 4H14v8z"></path></svg>`
	case "x":
		return glyphStart + `<path fill="none" stroke="currentColor" stroke-width="2.2" d="M4 4l16 16M20 4L4 20"></path></svg>`
	case "whatsapp":
		return glyphStart + `<path fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" d="M3.5 20.5l1.3-4.3A8.5 8.5 0 1 1 8 19.4z"></path>` +
			`<path fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" d="M9 9c0 3.5 2.5 6 6 6"></path></svg>`
	case "email":
		return glyphStart + `<path fill="none" stroke="currentColor" stroke-width="2" stroke-linejoin="round" d="M3 6h18v12H3zM3 7l9 6 9-6"></path></svg>`
	}
	return ""
}
