package theme

import (
	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"

	"github.com/newsjunction/news/article"
)

var arabic = words{
	lang: "ar", tag: language.Arabic,
	skip: "انتقل إلى المحتوى", sections: "الأقسام", search: "بحث", breadcrumb: "مسار التنقل", feed: "خلاصة RSS",
	published: phrase{before: "نُشر في "},
	updated:   phrase{before: "حُدّث في "},
	share:     "شارك هذا المقال", email: "البريد", picture: "صورة", embed: "على موقع آخر", readAlso: "اقرأ أيضًا",
	tagged: "الوسوم", think: "ما رأيك؟",
	saved: "سُجّل تفاعلك.", undone: "أُلغي تفاعلك.", failed: "لم ينجح ذلك. حاول مرة أخرى.",
	around: "مقالات أخرى", previous: "المقال السابق", next: "المقال التالي", latest: "أحدث المقالات", related: "قد يعجبك أيضًا",
	about: "من نحن", quickLinks: "روابط سريعة", topCategories: "أبرز الأقسام", rights: "جميع الحقوق محفوظة.",
	sectionList: "قسم", tagList: "موضوع", authorList: "كاتب",
	pages: "صفحات هذه القائمة", newer: "الأحدث", older: "الأقدم", nothingYet: "لم يُنشر شيء هنا بعد.",
	searchTitle: "بحث", searchHint: "ابحث عن كلمات في العناوين والمقالات.",
	results:   phrase{"نتائج البحث عن «", "»"},
	noResults: phrase{"لا يوجد مقال يطابق «", "». جرّب كلمات أقل أو غيرها."},
	missing:   "الصفحة غير موجودة", missingText: "لا توجد صفحة على هذا العنوان. ربما نُقلت، أو في الرابط خطأ.",
	gone: "لم تعد هنا", goneText: "أُزيلت هذه الصفحة ولن تعود.",
	broken: "حدث خطأ", brokenText: "الخطأ من جانبنا. حاول مرة أخرى بعد قليل.",
	nothingFound: "لم يُعثر على شيء", untitled: "بلا عنوان",
	members: "للأعضاء", paid: "للمشتركين", warning: "يحتوي هذا المقال على", licence: "الترخيص", terms: "شروط الاستخدام",
	corrections: "تصحيحات", commentsClosed: "التعليقات مغلقة.",
	part: phrase{before: "الجزء "}, sponsor: phrase{before: "مدفوع من "}, source: phrase{before: "المصدر: "}, via: phrase{" (توزيع ", ")"},
	translated: phrase{before: "مترجم عن: "},
	genres: map[article.Genre]string{
		article.GenreAnalysis: "تحليل", article.GenreOpinion: "رأي", article.GenreReview: "مراجعة", article.GenreSatire: "سخرية",
		article.GenreSponsored: "محتوى مدفوع", article.GenreObituary: "رثاء", article.GenreLive: "مباشر", article.GenreGallery: "صور",
	},
	digital: map[article.DigitalSource]string{
		article.SourceHuman: "كتبه بشر دون نص مولَّد.", article.SourceAIAssisted: "كتبه بشر بمساعدة الذكاء الاصطناعي.",
		article.SourceAIGenerated: "ولّده الذكاء الاصطناعي.",
	},
	warnings: map[article.Warning]string{
		article.WarnViolence: "عنف", article.WarnDeath: "موت", article.WarnSexual: "محتوى جنسي", article.WarnSuicide: "انتحار", article.WarnLanguage: "ألفاظ قاسية",
	},
	kinds: map[article.CorrectionKind]string{
		article.KindTypo: "تصويب إملائي", article.KindUpdate: "تحديث", article.KindClarification: "توضيح",
		article.KindCorrection: "تصحيح", article.KindRetraction: "سحب",
	},
	months: [12]string{"يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو",
		"يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"},
	date: "D MONTH Y", month: "MONTH Y",
	minutes:   counted{plural.Zero: "أقل من دقيقة قراءة", plural.One: "دقيقة قراءة واحدة", plural.Two: "دقيقتا قراءة", plural.Few: "# دقائق قراءة", plural.Many: "# دقيقة قراءة", plural.Other: "# دقيقة قراءة"},
	commented: counted{plural.Zero: "علّق", plural.One: "تعليق واحد", plural.Two: "تعليقان", plural.Few: "# تعليقات", plural.Many: "# تعليقًا", plural.Other: "# تعليق"},
	fresh:     counted{plural.One: "واحد جديد", plural.Two: "اثنان جديدان", plural.Few: "# جديدة", plural.Many: "# جديدًا", plural.Other: "# جديد"},
	found:     counted{plural.One: "مقال واحد", plural.Two: "مقالان", plural.Few: "# مقالات", plural.Many: "# مقالًا", plural.Other: "# مقال"},
	menu:      "القائمة", shortMenu: "أهم الأقسام", latestIn: phrase{after: ": الأحدث"}, showMore: "عرض المزيد", showMoreIn: phrase{before: "عرض المزيد: "},
	close: "إغلاق", notification: "إشعارات", sinceVisit: "منذ زيارتك الأخيرة", resizer: "حجم الخط", dark: "الوضع الداكن", settings: "إعدادات القراءة",
	reading: "تقرأ: ", copyLink: "نسخ الرابط", copied: "نُسخ الرابط.", printIt: "طباعة", comments: "تعليقات",
	ad: "إعلان", followUs: "تابعنا", blog: "المدونة", why: "لماذا؟", shares: "ما يجمعهما: ",
	consent: "إشعار ملفات الارتباط", consentText: "يحفظ هذا الموقع ما تختاره هنا في ملفات الارتباط، ولا شيء غيره دون موافقتك.", accept: "قبول", reject: "رفض", privacy: "سياسة الخصوصية",
	newsletter: "النشرة البريدية", newsletterText: "مقالات اليوم في رسالة واحدة. تؤكد عنوانك قبل أولها.", newsletterDone: "شكرًا. راجع بريدك: رابط فيه يؤكد عنوانك.", subscribe: "اشترك",
	emailAddress: "البريد الإلكتروني", password: "كلمة المرور", yourName: "الاسم",
	signIn: "تسجيل الدخول", signInText: "لديك حساب؟", signOut: "تسجيل الخروج", lost: "نسيت كلمة المرور؟",
	lostTitle: "نسيت كلمة المرور؟", lostText: "اكتب عنوان حسابك: يصل إليه رابط لكلمة مرور جديدة.", lostDone: "إن كان للعنوان حساب فالرابط في طريقه إليه.", send: "إرسال",
	join: "إنشاء حساب", joinText: "بالحساب تُعرف باسمك.", joinDone: "أُنشئ حسابك. يمكنك تسجيل الدخول.",
	renew: "اختر كلمة مرور جديدة", renewText: "يعمل الرابط مرة واحدة.", renewDone: "حُفظت كلمة المرور الجديدة. يمكنك تسجيل الدخول.", save: "حفظ",
	faultEmail: "هذا ليس عنوان بريد صحيحًا.", faultSignIn: "العنوان أو كلمة المرور غير صحيحة.", faultPassword: "كلمة المرور ثمانية أحرف أو أكثر.", faultName: "اكتب اسمًا.", faultLink: "استُخدم هذا الرابط أو انتهت مدته.", faultOften: "محاولات كثيرة. انتظر قليلًا.", faultTaken: "لهذا العنوان حساب.",
	confirmed: "تأكد عنوانك.",
}
