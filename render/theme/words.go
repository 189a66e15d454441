package theme

import "strings"

// words are what the interface says in one language. Another language is another
// value in wordTables; a test holds each to having every word.
type words struct {
	lang string // base language (BCP 47)

	skip, sections, search, breadcrumb, feed   string
	published, updated, readingTime, author    phrase
	share, email, picture, embed, readAlso     string
	tagged, think, saved, undone, failed       string
	around, previous, next, latest, related    string
	about, quickLinks, topCategories, rights   string
	sectionList, tagList, authorList           string
	pages, newer, older, nothingYet            string
	searchTitle, searchHint                    string
	results, noResults, more                   phrase
	missing, missingText, gone, goneText       string
	broken, brokenText, nothingFound, untitled string
	months                                     [12]string
	date                                       string          // order of a date: D, MONTH and Y stand for its parts
	small                                      map[string]bool // words that make no hashtag
}

// A phrase is what stands around a text: "Published …".
type phrase struct{ before, after string }

// wordsFor returns the words of a language, or those in English.
func wordsFor(lang string) *words {
	base, _, _ := strings.Cut(strings.ToLower(lang), "-")
	for _, w := range wordTables {
		if w.lang == base {
			return w
		}
	}
	return &english
}

var wordTables = [...]*words{&english, &spanish, &arabic}

var english = words{
	lang: "en",
	skip: "Skip to content", sections: "Sections", search: "Search", breadcrumb: "Breadcrumb", feed: "RSS feed",
	published:   phrase{before: "Published "},
	updated:     phrase{before: "Updated "},
	readingTime: phrase{after: " Min Read"},
	author:      phrase{before: "By "},
	share:       "Share this article", email: "Email", picture: "Picture", embed: "On another site", readAlso: "Read also",
	tagged: "Tagged", think: "What do you think?",
	saved: "Your reaction is in.", undone: "Your reaction is taken back.", failed: "That did not work. Please try again.",
	around: "More articles", previous: "Previous Article", next: "Next Article", latest: "Latest Post", related: "You Might Also Like",
	about: "About Us", quickLinks: "Quick Link", topCategories: "Top Categories", rights: "All rights reserved.",
	sectionList: "Section", tagList: "Topic", authorList: "Author",
	pages: "Pages of this list", newer: "Newer", older: "Older", nothingYet: "Nothing has been published here yet.",
	searchTitle: "Search", searchHint: "Look for words in headlines and stories.",
	results:   phrase{"Results for “", "”"},
	noResults: phrase{"No story matches “", "”. Try fewer or other words."},
	more:      phrase{before: "More from "},
	missing:   "Page not found", missingText: "There is no page at this address. It may have moved, or the link may be misspelt.",
	gone: "No longer here", goneText: "This page was taken down and will not come back.",
	broken: "Something went wrong", brokenText: "The fault is ours. Please try again in a moment.",
	nothingFound: "Nothing found", untitled: "Untitled",
	months: [12]string{"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
	date: "MONTH D, Y",
	small: set("a an and are as at be but by for from has have he her his how i if in into is it its " +
		"my no not of off on or our out over she so than that the their they this to up us was we were what when who why will with you your"),
}

var spanish = words{
	lang: "es",
	skip: "Saltar al contenido", sections: "Secciones", search: "Buscar", breadcrumb: "Ruta de navegación", feed: "Canal RSS",
	published:   phrase{before: "Publicado el "},
	updated:     phrase{before: "Actualizado el "},
	readingTime: phrase{after: " min de lectura"},
	author:      phrase{before: "Por "},
	share:       "Compartir este artículo", email: "Correo", picture: "Imagen", embed: "En otro sitio", readAlso: "Lea también",
	tagged: "Etiquetas", think: "¿Qué le parece?",
	saved: "Su reacción está guardada.", undone: "Su reacción se ha retirado.", failed: "No ha funcionado. Inténtelo de nuevo.",
	around: "Más artículos", previous: "Artículo anterior", next: "Artículo siguiente", latest: "Lo último", related: "También le puede interesar",
	about: "Quiénes somos", quickLinks: "Enlaces", topCategories: "Secciones principales", rights: "Todos los derechos reservados.",
	sectionList: "Sección", tagList: "Tema", authorList: "Autor",
	pages: "Páginas de esta lista", newer: "Más recientes", older: "Anteriores", nothingYet: "Todavía no se ha publicado nada aquí.",
	searchTitle: "Buscar", searchHint: "Busque palabras en titulares y artículos.",
	results:   phrase{"Resultados de «", "»"},
	noResults: phrase{"Ningún artículo coincide con «", "». Pruebe con menos palabras o con otras."},
	more:      phrase{before: "Más de "},
	missing:   "Página no encontrada", missingText: "No hay ninguna página en esta dirección. Puede haberse movido, o el enlace puede estar mal escrito.",
	gone: "Ya no está aquí", goneText: "Esta página se ha retirado y no volverá.",
	broken: "Algo ha fallado", brokenText: "El fallo es nuestro. Inténtelo de nuevo en un momento.",
	nothingFound: "No se ha encontrado nada", untitled: "Sin título",
	months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	date: "D de MONTH de Y",
	small: set("a al ante como con contra cuando de del desde e el ella en entre era es esta este ha han hasta la las le lo los más me mi " +
		"ni no o para pero por que qué se sin sobre son su sus también tras u un una unas uno unos y ya"),
}

var arabic = words{
	lang: "ar",
	skip: "انتقل إلى المحتوى", sections: "الأقسام", search: "بحث", breadcrumb: "مسار التنقل", feed: "خلاصة RSS",
	published:   phrase{before: "نُشر في "},
	updated:     phrase{before: "حُدّث في "},
	readingTime: phrase{before: "مدة القراءة: ", after: " د"},
	author:      phrase{before: "بقلم "},
	share:       "شارك هذا المقال", email: "البريد", picture: "صورة", embed: "على موقع آخر", readAlso: "اقرأ أيضًا",
	tagged: "الوسوم", think: "ما رأيك؟",
	saved: "سُجّل تفاعلك.", undone: "أُلغي تفاعلك.", failed: "لم ينجح ذلك. حاول مرة أخرى.",
	around: "مقالات أخرى", previous: "المقال السابق", next: "المقال التالي", latest: "أحدث المقالات", related: "قد يعجبك أيضًا",
	about: "من نحن", quickLinks: "روابط سريعة", topCategories: "أبرز الأقسام", rights: "جميع الحقوق محفوظة.",
	sectionList: "قسم", tagList: "موضوع", authorList: "كاتب",
	pages: "صفحات هذه القائمة", newer: "الأحدث", older: "الأقدم", nothingYet: "لم يُنشر شيء هنا بعد.",
	searchTitle: "بحث", searchHint: "ابحث عن كلمات في العناوين والمقالات.",
	results:   phrase{"نتائج البحث عن «", "»"},
	noResults: phrase{"لا يوجد مقال يطابق «", "». جرّب كلمات أقل أو غيرها."},
	more:      phrase{before: "المزيد من "},
	missing:   "الصفحة غير موجودة", missingText: "لا توجد صفحة على هذا العنوان. ربما نُقلت، أو في الرابط خطأ.",
	gone: "لم تعد هنا", goneText: "أُزيلت هذه الصفحة ولن تعود.",
	broken: "حدث خطأ", brokenText: "الخطأ من جانبنا. حاول مرة أخرى بعد قليل.",
	nothingFound: "لم يُعثر على شيء", untitled: "بلا عنوان",
	months: [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
		"يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	date:  "D MONTH Y",
	small: set("أن إن أو أم إلى التي الذي الذين بعد بين ثم حتى عن على عند في قد كان كانت كل لا لم لن ما مع من منذ هذا هذه هل هو هي و"),
}

func set(list string) map[string]bool {
	words := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		words[word] = true
	}
	return words
}
