package related

import "strings"

// stopWords are the words of a language that say nothing of a text's subject, as
// plain leaves them. It is never written.
var stopWords = map[string]map[string]bool{
	"ar": wordSet(`في من على إلى عن مع هذا هذه ذلك تلك التي الذي الذين ما لا لم لن قد كان كانت يكون تكون
		هو هي هم أن إن أو ثم كما بعد قبل حتى كل بين عند منذ خلال حيث أي غير لكن بل إذا إذ كيف متى أين
		وهو وهي وقد ولا وفي ومن وعلى فيه فيها منه منها له لها لهم به بها عليه عليها إنه إنها أنه أنها
		نحن أنت أنا أيضا فقط ليس ليست هناك هنا كذلك دون ضد نحو حول`),
	"de": wordSet(`der die das den dem des ein eine einen einem einer eines und oder aber doch denn nicht kein
		keine keinen ich du er sie es wir ihr mich dich sich uns euch ihm ihn ihnen mein dein sein seine
		seinen seiner unser euer ihre ihren ihrer in im an am auf aus bei beim mit nach von vom vor zu zum
		zur über unter um für gegen durch ohne bis als wie wenn weil dass ob so auch nur noch schon sehr
		mehr ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können soll sollen
		muss müssen man was wer wo hier da dort dann dies diese dieser dieses diesem diesen welche`),
	"en": wordSet(`a about above after again against all also am an and any are aren't as at be because been
		before being below between both but by can can't cannot could did didn't do does doesn't doing
		don't down during each few for from further had has have having he her here hers herself him
		himself his how i i'm if in into is isn't it its itself just let's me more most my myself no nor
		not now of off on once one only or other our ours ourselves out over own said same says she should
		so some such than that the their theirs them themselves then there these they this those through
		to too under until up upon us very via was wasn't we were weren't what when where which while who
		whom why will with won't would you your yours yourself yourselves it's that's we're you're they're
		i've we've you've may might must many much`),
	"es": wordSet(`el la los las lo un una unos unas y e o u de del al a ante bajo con contra desde en entre hacia
		hasta para por según sin sobre tras que qué quien quienes cual cuales cuando donde como cómo cuyo
		se su sus mi mis tu tus nos nuestro nuestra me te le les yo él ella ello ellos ellas nosotros no ni
		sí si ya muy más menos también tampoco pero sino porque aunque mientras este esta esto estos estas
		ese esa eso esos esas aquel aquella es son era eran fue fueron ser sido está están estaba estar
		ha han había haber hay tiene tienen tener puede pueden todo toda todos todas otro otra otros otras
		cada mismo misma así dijo`),
	"fr": wordSet(`le la les un une des de du d l au aux à et ou où mais donc or ni car que qu qui quoi dont
		ce cet cette ces se s sa son ses mon ma mes ton ta tes notre nos votre vos leur leurs je j tu il
		elle on nous vous ils elles me m te t lui y en ne n pas plus moins très aussi dans par pour sur
		sous avec sans entre vers chez depuis pendant avant après si comme quand est sont était étaient
		être été sera ont a ai avait avaient avoir eu fait faire peut peuvent tout toute tous toutes autre
		autres même cela ça c`),
}

func wordSet(list string) map[string]bool {
	set := make(map[string]bool)
	for word := range strings.FieldsSeq(list) {
		set[plain(word)] = true
	}
	return set
}
