package theme

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
)

var german = words{
	lang: "de", tag: language.German,
	skip: "Zum Inhalt springen", sections: "Ressorts", search: "Suchen", breadcrumb: "Brotkrumen", feed: "RSS-Feed",
	published: phrase{before: "Veröffentlicht am "},
	updated:   phrase{before: "Aktualisiert am "},
	share:     "Diesen Artikel teilen", email: "E-Mail", picture: "Bild", embed: "Auf einer anderen Website", readAlso: "Lesen Sie auch",
	tagged: "Schlagwörter", think: "Was denken Sie?",
	saved: "Ihre Reaktion ist gespeichert.", undone: "Ihre Reaktion ist zurückgenommen.", failed: "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.",
	around: "Weitere Artikel", previous: "Vorheriger Artikel", next: "Nächster Artikel", latest: "Neueste Artikel", related: "Das könnte Sie auch interessieren",
	about: "Über uns", quickLinks: "Links", topCategories: "Wichtige Ressorts", rights: "Alle Rechte vorbehalten.",
	sectionList: "Ressort", tagList: "Thema", authorList: "Autor",
	pages: "Seiten dieser Liste", newer: "Neuere", older: "Ältere", nothingYet: "Hier ist noch nichts erschienen.",
	searchTitle: "Suche", searchHint: "Suchen Sie nach Wörtern in Überschriften und Artikeln.",
	results:   phrase{"Ergebnisse für „", "“"},
	noResults: phrase{"Kein Artikel passt zu „", "“. Versuchen Sie es mit weniger oder anderen Wörtern."},
	missing:   "Seite nicht gefunden", missingText: "Unter dieser Adresse steht keine Seite. Sie kann umgezogen sein, oder der Link ist falsch geschrieben.",
	gone: "Nicht mehr hier", goneText: "Diese Seite wurde entfernt und kommt nicht wieder.",
	broken: "Etwas ist schiefgegangen", brokenText: "Der Fehler liegt bei uns. Bitte versuchen Sie es gleich noch einmal.",
	nothingFound: "Nichts gefunden", untitled: "Ohne Titel",
	members: "Für Mitglieder", paid: "Für Abonnenten", warning: "Dieser Artikel enthält", licence: "Lizenz", terms: "Nutzungsbedingungen",
	corrections: "Berichtigungen", commentsClosed: "Die Kommentare sind geschlossen.",
	part: phrase{before: "Teil "}, sponsor: phrase{before: "Bezahlt von "}, source: phrase{before: "Quelle: "}, via: phrase{" (verbreitet von ", ")"},
	translated: phrase{before: "Übersetzt aus: "},
	genres: map[article.Genre]string{
		article.GenreAnalysis: "Analyse", article.GenreOpinion: "Meinung", article.GenreReview: "Rezension", article.GenreSatire: "Satire",
		article.GenreSponsored: "Anzeige", article.GenreObituary: "Nachruf", article.GenreLive: "Live", article.GenreGallery: "Bildstrecke",
	},
	digital: map[article.DigitalSource]string{
		article.SourceHuman: "Von Menschen geschrieben, ohne erzeugten Text.", article.SourceAIAssisted: "Von Menschen mit Hilfe von KI geschrieben.",
		article.SourceAIGenerated: "Von einer KI erzeugt.",
	},
	warnings: map[article.Warning]string{
		article.WarnViolence: "Gewalt", article.WarnDeath: "Tod", article.WarnSexual: "sexuelle Inhalte", article.WarnSuicide: "Suizid", article.WarnLanguage: "derbe Sprache",
	},
	kinds: map[article.CorrectionKind]string{
		article.KindTypo: "Schreibfehler", article.KindUpdate: "Aktualisierung", article.KindClarification: "Klarstellung",
		article.KindCorrection: "Berichtigung", article.KindRetraction: "Widerruf",
	},
	months: [12]string{"Januar", "Februar", "März", "April", "Mai", "Juni",
		"Juli", "August", "September", "Oktober", "November", "Dezember"},
	date: "D. MONTH Y", month: "MONTH Y",
	minutes:   counted{plural.One: "# Min. Lesezeit", plural.Other: "# Min. Lesezeit"},
	commented: counted{plural.Zero: "Kommentieren", plural.One: "# Kommentar", plural.Other: "# Kommentare"},
	fresh:     counted{plural.One: "# neuer", plural.Other: "# neue"},
	found:     counted{plural.One: "# Artikel", plural.Other: "# Artikel"},
	menu:      "Menü", shortMenu: "Wichtigste Ressorts", latestIn: phrase{after: ": das Neueste"}, showMore: "Mehr anzeigen", showMoreIn: phrase{before: "Mehr anzeigen: "},
	close: "Schließen", notification: "Mitteilungen", sinceVisit: "seit Ihrem letzten Besuch", resizer: "Schriftgröße", dark: "Dunkles Design", settings: "Leseeinstellungen",
	reading: "Sie lesen: ", copyLink: "Link kopieren", copied: "Link kopiert.", printIt: "Drucken", comments: "Kommentare",
	ad: "Anzeige", followUs: "Folgen Sie uns", blog: "Blog", why: "Warum?", shares: "Gemeinsam haben sie: ",
	consent: "Hinweis zu Cookies", consentText: "Diese Website merkt sich in Cookies, was Sie hier wählen, und ohne Ihre Zustimmung nichts weiter.", accept: "Annehmen", reject: "Ablehnen", privacy: "Datenschutz",
	newsletter: "Newsletter", newsletterText: "Die Artikel des Tages in einem Brief. Vor dem ersten bestätigen Sie Ihre Adresse.", newsletterDone: "Danke. Sehen Sie in Ihre Post: Ein Link darin bestätigt Ihre Adresse.", subscribe: "Abonnieren",
	emailAddress: "E-Mail-Adresse", password: "Passwort", yourName: "Name",
	signIn: "Anmelden", signInText: "Haben Sie ein Konto?", signOut: "Abmelden", lost: "Passwort vergessen?",
	lostTitle: "Passwort vergessen?", lostText: "Nennen Sie die Adresse Ihres Kontos: Dorthin geht ein Link für ein neues Passwort.", lostDone: "Wenn die Adresse ein Konto hat, ist ein Link dorthin unterwegs.", send: "Senden",
	join: "Konto anlegen", joinText: "Mit einem Konto sind Sie mit Ihrem Namen bekannt.", joinDone: "Ihr Konto ist angelegt. Sie können sich anmelden.",
	renew: "Neues Passwort wählen", renewText: "Der Link gilt einmal.", renewDone: "Ihr neues Passwort ist gespeichert. Sie können sich anmelden.", save: "Speichern",
	faultEmail: "Das ist keine gültige E-Mail-Adresse.", faultSignIn: "Adresse oder Passwort ist falsch.", faultPassword: "Ein Passwort hat mindestens acht Zeichen.", faultName: "Bitte nennen Sie einen Namen.", faultLink: "Dieser Link ist verbraucht oder zu alt.", faultOften: "Das war zu oft. Bitte warten Sie eine Weile.", faultTaken: "Diese Adresse hat schon ein Konto.",
	confirmed: "Ihre Adresse ist bestätigt.",
}
