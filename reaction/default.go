package reaction

// Default returns the set love, sad, happy, sleepy, angry, dead, wink, with
// emoji and with labels in English, Spanish and Arabic.
func Default() Set {
	return setOf([]Choice{
		face("love", "❤️", "Love", "Me encanta", "أحببته"),
		face("sad", "😢", "Sad", "Triste", "حزين"),
		face("happy", "😊", "Happy", "Feliz", "سعيد"),
		face("sleepy", "😴", "Sleepy", "Con sueño", "نعسان"),
		face("angry", "😠", "Angry", "Enfadado", "غاضب"),
		face("dead", "💀", "Dead", "Muerto", "ميت"),
		face("wink", "😉", "Wink", "Guiño", "غمزة"),
	})
}

func face(k Kind, emoji, english, spanish, arabic string) Choice {
	return Choice{Kind: k, Emoji: emoji, Labels: []Label{
		{Lang: "en", Text: english},
		{Lang: "es", Text: spanish},
		{Lang: "ar", Text: arabic},
	}}
}
