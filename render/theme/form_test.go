package theme_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/render/theme"
)

func TestAFormSaysWhatIsWrongBesideTheFieldThatIs(t *testing.T) {
	tests := []struct {
		name   string
		kind   theme.FormKind
		fault  theme.Fault
		fields []string // that are marked
		says   string
	}{
		{"an address that is none", theme.NewsletterForm, theme.FaultEmail, []string{"email"}, "This is not a valid email address."},
		{"an address that is taken", theme.JoinForm, theme.FaultTaken, []string{"email"}, "This address has an account."},
		{"one of two is wrong", theme.SignInForm, theme.FaultSignIn, []string{"email", "password"}, "Address or password is wrong."},
		{"a short password", theme.NewPasswordForm, theme.FaultPassword, []string{"password"}, "A password has eight characters or more."},
		{"no name", theme.JoinForm, theme.FaultName, []string{"name"}, "Please give a name."},
		{"an old link", theme.NewPasswordForm, theme.FaultLink, nil, "This link has been used or is too old."},
		{"too many tries", theme.LostPasswordForm, theme.FaultOften, nil, "That was too often. Please wait a while."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			page := theme.FormPage{Chrome: gazette(t), Kind: tt.kind, Email: `a"b@c`, Name: "N", Token: "t<", Fault: tt.fault}
			root := requireLawful(t, rendered(t, theme.Form(page)))
			assert.Equal(t, []string{tt.says}, texts(class(root, "fault")))
			var marked []string
			for _, input := range elements(class(root, "form")[0], "input") {
				if attr(input, "aria-invalid") == "true" {
					assert.Equal(t, "fault", attr(input, "aria-describedby"))
					marked = append(marked, attr(input, "name"))
				}
				assert.NotEqual(t, "password", attr(input, "value"))
			}
			assert.Equal(t, tt.fields, marked)
			assert.Empty(t, elements(root, "dialog"))
		})
	}
}

func TestAFormThatWasTakenSaysWhatComesNext(t *testing.T) {
	for kind, says := range map[theme.FormKind]string{
		theme.NewsletterForm:      "Thank you. Check your mail: a link in it confirms your address.",
		theme.NewsletterConfirmed: "Your address is confirmed.",
		theme.JoinForm:            "Your account is made. You can sign in.",
		theme.LostPasswordForm:    "If the address has an account, a link is on its way to it.",
		theme.NewPasswordForm:     "Your new password is set. You can sign in.",
	} {
		root := requireLawful(t, rendered(t, theme.Form(theme.FormPage{Chrome: gazette(t), Kind: kind, Done: true})))
		assert.Equal(t, []string{says}, texts(class(root, "deck")))
		assert.Empty(t, class(root, "form"))
	}
}

func TestAFormWithoutAnAddressIsNotShown(t *testing.T) {
	chrome := gazette(t)
	chrome.Actions = theme.Actions{}
	for kind := theme.NewsletterForm; kind <= theme.NewPasswordForm; kind++ {
		root := requireLawful(t, rendered(t, theme.Form(theme.FormPage{Chrome: chrome, Kind: kind})))
		require.Empty(t, class(root, "form"))
	}
	chrome.Actions = theme.Actions{SignIn: "/sign-in"}
	assert.Empty(t, class(parse(t, rendered(t, theme.Form(theme.FormPage{Chrome: chrome, Kind: theme.SignInForm}))), "also"))
}
