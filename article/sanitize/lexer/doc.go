// Package lexer reads HTML token by token, as the tokenizer of
// golang.org/x/net/html does, from a string and without copies.
//
// Start with [New], call [Lexer.Next] until it returns [End], and ask for the parts
// of the token at hand. What is written in the usual way is read in place; a tag or
// comment of an odd shape, and elements whose content is no markup, are left to
// x/net/html itself, so that both always read the same: tests hold them to it. Nothing
// is judged here: what may stay of foreign HTML is the business of package sanitize.
//
// A Lexer belongs to one goroutine. Cost grows linearly with the text; the strings
// that it returns are valid for ever.
package lexer
