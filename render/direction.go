package render

import "strings"

// Direction returns "rtl" for a language tag (BCP 47) that is written from right to
// left, else "ltr". A script subtag decides; without one the language does, by the
// script it is usually written in (CLDR, likely subtags).
func Direction(lang string) string {
	parts := strings.Split(strings.ToLower(lang), "-")
	for _, part := range parts[1:] {
		if len(part) == 4 && part[0] > '9' {
			return direction(leftward(part))
		}
	}
	switch parts[0] {
	case "ar", "arc", "arz", "ckb", "dv", "fa", "he", "iw", "ks", "ms-arab", "nqo", "prs", "ps", "sd", "syr", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}

func leftward(script string) bool {
	switch script {
	case "adlm", "arab", "aran", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa":
		return true
	}
	return false
}

func direction(leftward bool) string {
	if leftward {
		return "rtl"
	}
	return "ltr"
}
