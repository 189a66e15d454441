// Package reactionhttp puts the reactions of a site on the web: it takes what the
// bar under an article posts, answers with the counts, and knows readers again.
//
// Start with [New], put the handler on air with [Handler.Mount], and draw the bar
// from [Handler.Form], a value that says where it is posted to and with which fields.
// The bar is a plain HTML form; nothing of it needs JavaScript.
//
//	GET  path?subject=a&subject=b   the counts of each, as JSON, with an ETag
//	POST path                       subject=a&reaction=love, as an HTML form posts it
//
// A POST leads back to the article with 303, or, where the Accept header names
// application/json, answers {"subject":"a","mine":"love","tally":{"love":1,…}}. A
// GET answers {"tallies":{"a":{"love":1,…},"b":null}}, in the order asked; null is a
// subject that does not exist. What is refused is a [Problem].
//
// # Readers
//
// A member is known by the account that [Config.Account] finds, everybody else by a
// signed cookie of the site itself, which is set by the first reaction and never
// by reading. Store and log see neither, only the [reaction.Reader] made of them.
//
// Who signs in is another reader from then on, and a guest's reactions are not
// handed over: on a shared computer they may be somebody else's. A site that would
// rather not count a person twice erases the guest at sign-in: see [Handler.Guest].
//
// # Promises
//
// Security: nothing is trusted but the choice, and that only where the set offers
// it. A POST from another site is refused by [http.CrossOriginProtection]. A cookie
// is taken only with a signature made by one of the site's secrets, and no longer
// than it was made for. The way back comes from the site, never from the request,
// and must be a path.
//
// Limits: a POST has at most [MaxFormBytes], a GET names at most [MaxAsked]
// subjects, and the caller's [Config.Limit] says who has to wait.
//
// Concurrency: a [Handler] is safe for concurrent use, and starts no goroutine.
//
// Determinism: time comes from [Config.Now]. The names of new guests are random;
// everything else follows from the request and the store.
package reactionhttp
