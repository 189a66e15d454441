package theme

// bodyWords are what the interface says in a body, in one language.
type bodyWords struct {
	video, audio     string
	watches          string // of a site that watches its visitors
	pinned, keyEvent string
}

// bodyWords returns the words in the page's language, or those in English.
func (f *frame) bodyWords() bodyWords {
	switch f.words.lang {
	case "es":
		return bodyWords{
			video: "Vídeo en otro sitio", audio: "Audio en otro sitio", watches: "Este sitio puede rastrear a sus visitantes",
			pinned: "Fijado", keyEvent: "Clave",
		}
	case "de":
		return bodyWords{
			video: "Video auf einer anderen Website", audio: "Aufnahme auf einer anderen Website", watches: "Diese Website beobachtet vielleicht ihre Besucher",
			pinned: "Angeheftet", keyEvent: "Wichtiges Ereignis",
		}
	case "ar":
		return bodyWords{
			video: "فيديو على موقع آخر", audio: "تسجيل صوتي على موقع آخر", watches: "قد يتتبع هذا الموقع زواره",
			pinned: "مثبّت", keyEvent: "حدث رئيسي",
		}
	}
	return bodyWords{
		video: "Video on another site", audio: "Recording on another site", watches: "This site may track its visitors",
		pinned: "Pinned", keyEvent: "Key event",
	}
}
