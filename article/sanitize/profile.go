package sanitize

import "sync"

// Article returns the profile for the body of an article, of editors, wires and
// importers.
//
//	element                                        attributes beside class, dir, id, lang, role
//	the elements of inline.Grammar                 those of the grammar
//	p h1 to h6 pre hr dl dt dd figure figcaption
//	section article header footer address
//	summary picture ul caption tr thead tbody tfoot
//	div                                            data-href
//	blockquote                                     cite data-instgrm-permalink data-video-id
//	aside                                          data-article (a UUID)
//	details                                        open
//	ol                                             start reversed type
//	li                                             value
//	table colgroup col                             span (of the columns)
//	td th                                          colspan rowspan, abbr and scope of th
//	img                                            src (required) srcset sizes alt title width height loading decoding
//	source                                         src srcset sizes media type width height
//	audio video                                    src controls loop muted preload, poster playsinline width height of video
//	track                                          src (required) srclang label kind default
//	iframe                                         src (required, of a listed host and path) title width height
//
// Links lead to http, https, mailto, tel and paths of the site; pictures, films and
// frames are loaded by http, https and from paths of the site. Frames are kept of
// YouTube, Vimeo, X, Instagram, Facebook, TikTok, Bluesky, large Mastodon servers,
// Spotify, SoundCloud, Apple Podcasts, Datawrapper, Flourish and Google Maps, with a
// sandbox, referrerpolicy, loading and title of ours; a frame from elsewhere becomes a
// link, and the script of an embed a figure with one. An id stays if it holds a
// hyphen or names a footnote, see [Options].
func Article() Profile { return Profile{articleRules()} }

// Comment returns the profile for what readers write.
//
//	element                                        attributes beside dir, lang
//	the elements of inline.Grammar                 those of the grammar; rel of a is always "nofollow ugc noopener"
//	p pre ul ol li
//	blockquote                                     cite
//
// Links lead to http, https, mailto, tel and paths of the site.
func Comment() Profile { return Profile{commentRules()} }

// Feed returns the profile for what is read outside the site, in a feed reader.
//
//	element                                        attributes beside dir, lang
//	the elements of inline.Grammar                 those of the grammar
//	p h1 to h6 pre hr dl dt dd figure figcaption
//	div section article header footer address
//	aside details summary ul ol li blockquote
//	picture source img audio video track
//	table and its parts                            as in Article, without class, id, role and data of embeds
//
// Every address is absolute: http, https, mailto or tel in links, http or https in what
// is loaded. Relative ones are resolved against the base, and refused without one.
// Frames become links.
func Feed() Profile { return Profile{feedRules()} }

// Newsletter returns the profile for mail, whose readers know little of HTML.
//
//	element                                        attributes beside dir, lang
//	the elements of inline.Grammar                 those of the grammar
//	p h1 to h6 pre hr div ul ol li blockquote
//	table                                          role align width border cellpadding cellspacing bgcolor
//	tr td th                                       align valign width bgcolor, colspan rowspan of cells
//	caption colgroup col thead tbody tfoot         span (of the columns)
//	img                                            src (required) alt title width height
//
// Addresses are absolute, as in [Feed]. Frames become links.
func Newsletter() Profile { return Profile{newsletterRules()} }

// Plain returns the profile that keeps no element: text, escaped for HTML.
func Plain() Profile { return Profile{plainRules()} }

// The tables are built once and never written again.
var (
	articleRules    = sync.OnceValue(newArticleRules)
	commentRules    = sync.OnceValue(newCommentRules)
	feedRules       = sync.OnceValue(newFeedRules)
	newsletterRules = sync.OnceValue(newNewsletterRules)
	plainRules      = sync.OnceValue(newPlainRules)
)
