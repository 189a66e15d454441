package theme

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
)

var spanish = words{
	lang: "es", tag: language.Spanish,
	skip: "Saltar al contenido", sections: "Secciones", search: "Buscar", breadcrumb: "Ruta de navegación", feed: "Canal RSS",
	published: phrase{before: "Publicado el "},
	updated:   phrase{before: "Actualizado el "},
	share:     "Compartir este artículo", email: "Correo", picture: "Imagen", embed: "En otro sitio", readAlso: "Lea también",
	tagged: "Etiquetas", think: "¿Qué le parece?",
	saved: "Su reacción está guardada.", undone: "Su reacción se ha retirado.", failed: "No ha funcionado. Inténtelo de nuevo.",
	around: "Más artículos", previous: "Artículo anterior", next: "Artículo siguiente", latest: "Lo último", related: "También le puede interesar",
	about: "Quiénes somos", quickLinks: "Enlaces", topCategories: "Secciones principales", rights: "Todos los derechos reservados.",
	sectionList: "Sección", tagList: "Tema", authorList: "Autor",
	pages: "Páginas de esta lista", newer: "Más recientes", older: "Anteriores", nothingYet: "Todavía no se ha publicado nada aquí.",
	searchTitle: "Buscar", searchHint: "Busque palabras en titulares y artículos.",
	results:   phrase{"Resultados de «", "»"},
	noResults: phrase{"Ningún artículo coincide con «", "». Pruebe con menos palabras o con otras."},
	missing:   "Página no encontrada", missingText: "No hay ninguna página en esta dirección. Puede haberse movido, o el enlace puede estar mal escrito.",
	gone: "Ya no está aquí", goneText: "Esta página se ha retirado y no volverá.",
	broken: "Algo ha fallado", brokenText: "El fallo es nuestro. Inténtelo de nuevo en un momento.",
	nothingFound: "No se ha encontrado nada", untitled: "Sin título",
	members: "Para miembros", paid: "Para suscriptores", warning: "Este artículo contiene", licence: "Licencia", terms: "Condiciones de uso",
	corrections: "Correcciones", commentsClosed: "Los comentarios están cerrados.",
	part: phrase{before: "Parte "}, sponsor: phrase{before: "Pagado por "}, source: phrase{before: "Fuente: "}, via: phrase{" (distribuido por ", ")"},
	translated: phrase{before: "Traducido de: "},
	genres: map[article.Genre]string{
		article.GenreAnalysis: "Análisis", article.GenreOpinion: "Opinión", article.GenreReview: "Crítica", article.GenreSatire: "Sátira",
		article.GenreSponsored: "Patrocinado", article.GenreObituary: "Obituario", article.GenreLive: "En directo", article.GenreGallery: "Galería",
	},
	digital: map[article.DigitalSource]string{
		article.SourceHuman: "Escrito por personas, sin texto generado.", article.SourceAIAssisted: "Escrito por personas con ayuda de IA.",
		article.SourceAIGenerated: "Generado por IA.",
	},
	warnings: map[article.Warning]string{
		article.WarnViolence: "violencia", article.WarnDeath: "muerte", article.WarnSexual: "contenido sexual", article.WarnSuicide: "suicidio", article.WarnLanguage: "lenguaje fuerte",
	},
	kinds: map[article.CorrectionKind]string{
		article.KindTypo: "Errata", article.KindUpdate: "Actualización", article.KindClarification: "Aclaración",
		article.KindCorrection: "Corrección", article.KindRetraction: "Retractación",
	},
	months: [12]string{"enero", "febrero", "marzo", "abril", "mayo", "junio",
		"julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"},
	date: "D de MONTH de Y", month: "MONTH de Y",
	minutes:   counted{plural.One: "# min de lectura", plural.Other: "# min de lectura"},
	commented: counted{plural.Zero: "Comentar", plural.One: "# comentario", plural.Other: "# comentarios"},
	fresh:     counted{plural.One: "# nuevo", plural.Other: "# nuevos"},
	found:     counted{plural.One: "# artículo", plural.Other: "# artículos"},
	menu:      "Menú", shortMenu: "Secciones destacadas", latestIn: phrase{after: ": lo último"}, showMore: "Ver más", showMoreIn: phrase{before: "Ver más: "},
	close: "Cerrar", notification: "Avisos", sinceVisit: "desde su última visita", resizer: "Tamaño del texto", dark: "Modo oscuro", settings: "Ajustes de lectura",
	reading: "Leyendo: ", copyLink: "Copiar enlace", copied: "Enlace copiado.", printIt: "Imprimir", comments: "Comentarios",
	ad: "Publicidad", followUs: "Síganos", blog: "Blog", why: "¿Por qué?", shares: "Tiene en común: ",
	consent: "Aviso de cookies", consentText: "Este sitio guarda en cookies lo que usted elige aquí, y nada más sin su consentimiento.", accept: "Aceptar", reject: "Rechazar", privacy: "Política de privacidad",
	newsletter: "Boletín", newsletterText: "Los artículos del día en una carta. Usted confirma su dirección antes de la primera.", newsletterDone: "Gracias. Mire su correo: un enlace confirma su dirección.", subscribe: "Suscribirse",
	emailAddress: "Correo electrónico", password: "Contraseña", yourName: "Nombre",
	signIn: "Iniciar sesión", signInText: "¿Ya tiene una cuenta?", signOut: "Cerrar sesión", lost: "¿Olvidó su contraseña?",
	lostTitle: "¿Olvidó su contraseña?", lostText: "Escriba la dirección de su cuenta: allí va un enlace para una contraseña nueva.", lostDone: "Si la dirección tiene una cuenta, un enlace va en camino.", send: "Enviar",
	join: "Crear una cuenta", joinText: "Con una cuenta se le conoce por su nombre.", joinDone: "Su cuenta está creada. Puede iniciar sesión.",
	renew: "Elija una contraseña nueva", renewText: "El enlace sirve una vez.", renewDone: "Su contraseña nueva está guardada. Puede iniciar sesión.", save: "Guardar",
	faultEmail: "Esta no es una dirección de correo válida.", faultSignIn: "La dirección o la contraseña no es correcta.", faultPassword: "Una contraseña tiene ocho caracteres o más.", faultName: "Escriba un nombre.", faultLink: "Este enlace ya se usó o es demasiado antiguo.", faultOften: "Demasiadas veces. Espere un rato.", faultTaken: "Esta dirección ya tiene una cuenta.",
	confirmed: "Su dirección está confirmada.",
}
