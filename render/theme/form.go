package theme

import (
	"strings"

	"github.com/a-h/templ"

	"github.com/newsjunction/news/article"
)

// FormKind says what a form is for.
type FormKind uint8

const (
	NewsletterForm      FormKind = iota
	NewsletterConfirmed          // the page that a newsletter's link leads to: it has no form
	SignInForm
	JoinForm
	LostPasswordForm
	NewPasswordForm
)

// A Fault is what is wrong with a form that was sent; the zero Fault is nothing.
type Fault uint8

const (
	NoFault       Fault = iota
	FaultEmail          // it is no address
	FaultTaken          // the address has an account
	FaultSignIn         // address or password is wrong: which one is not said
	FaultPassword       // too short
	FaultName           // missing
	FaultLink           // used, or too old
	FaultOften          // too many tries
)

// FormPage is what [Form] shows.
type FormPage struct {
	Chrome  Chrome
	Visitor Visitor
	Kind    FormKind
	Email   string // as the reader typed it
	Name    string
	Token   string // of a link for a new password
	Fault   Fault
	Done    bool // the form was taken
}

// formWords are what a form says.
type formWords struct{ heading, text, button, done string }

func (w *words) form(kind FormKind) formWords {
	switch kind {
	case NewsletterConfirmed:
		return formWords{w.newsletter, w.confirmed, "", w.confirmed}
	case SignInForm:
		return formWords{w.signIn, w.signInText, w.signIn, ""}
	case JoinForm:
		return formWords{w.join, w.joinText, w.join, w.joinDone}
	case LostPasswordForm:
		return formWords{w.lostTitle, w.lostText, w.send, w.lostDone}
	case NewPasswordForm:
		return formWords{w.renew, w.renewText, w.save, w.renewDone}
	}
	return formWords{w.newsletter, w.newsletterText, w.subscribe, w.newsletterDone}
}

func (w *words) fault(fault Fault) string {
	switch fault {
	case FaultEmail:
		return w.faultEmail
	case FaultTaken:
		return w.faultTaken
	case FaultSignIn:
		return w.faultSignIn
	case FaultPassword:
		return w.faultPassword
	case FaultName:
		return w.faultName
	case FaultLink:
		return w.faultLink
	case FaultOften:
		return w.faultOften
	}
	return ""
}

// of reports whether the fault is that of a field.
func (fault Fault) of(field string) bool {
	switch field {
	case "email":
		return fault == FaultEmail || fault == FaultTaken || fault == FaultSignIn
	case "password":
		return fault == FaultPassword || fault == FaultSignIn
	}
	return fault == FaultName
}

func (w *words) fieldLabel(name string) string {
	switch name {
	case "email":
		return w.emailAddress
	case "password":
		return w.password
	}
	return w.yourName
}

// field is an input with its label around it.
func (f *frame) field(name, kind, token, value string) templ.Component {
	return f.invalidField(NoFault, name, kind, token, value)
}

// invalidField is a field, tied to what is wrong with it.
func (f *frame) invalidField(fault Fault, name, kind, token, value string) templ.Component {
	return f.drawn(func(k ink) ink {
		k = k.raw("<label><span>").text(f.words.fieldLabel(name)).raw("</span> <input").attribute("type", kind).attribute("name", name)
		k = k.attribute("value", value).attribute("autocomplete", token).raw(` maxlength="254" required`)
		if fault.of(name) {
			k = k.raw(` aria-invalid="true" aria-describedby="fault"`)
		}
		return k.raw("></label>")
	})
}

// action returns where a form is sent.
func (f *frame) action(kind FormKind) string {
	switch kind {
	case NewsletterForm:
		return f.Actions.Newsletter
	case SignInForm:
		return f.Actions.SignIn
	case JoinForm:
		return f.Actions.Join
	case LostPasswordForm:
		return f.Actions.LostPassword
	case NewPasswordForm:
		return f.Actions.NewPassword
	}
	return ""
}

// addressToken is what a browser fills into the address of a form (HTML, autofill).
func addressToken(kind FormKind) string {
	if kind == NewsletterForm {
		return "email"
	}
	return "username"
}

// privacy returns the page that the cookie notice leads to: the one whose address
// says that it is about privacy.
func (f *frame) privacy() *article.Teaser {
	pages := f.pages()
	for i := range pages {
		if strings.Contains(pages[i].Name.Slug, "privacy") {
			return &pages[i]
		}
	}
	return nil
}
