package wxr_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/newsjunction/news/article"
	"github.com/newsjunction/news/article/interchange"
	"github.com/newsjunction/news/article/interchange/wxr"
	"github.com/newsjunction/news/taxonomy"
)

// menuItem is a line of a menu with its fields.
func menuItem(title string, fields ...string) string {
	return "<item><title>" + title + "</title><wp:post_id>30</wp:post_id><wp:post_type>nav_menu_item</wp:post_type><wp:status>publish</wp:status>" +
		`<wp:menu_order>2</wp:menu_order><category domain="nav_menu" nicename="main"><![CDATA[Main &amp; more]]></category>` + strings.Join(fields, "") + "</item>"
}

func TestALineOfAMenuIsReadAsData(t *testing.T) {
	head := "<wp:category><wp:term_id>5</wp:term_id><wp:category_nicename>world</wp:category_nicename><wp:cat_name>World</wp:cat_name></wp:category>" +
		"<wp:tag><wp:term_id>6</wp:term_id><wp:tag_slug>trade</wp:tag_slug><wp:tag_name>Trade</wp:tag_name></wp:tag>" +
		"<wp:tag><wp:term_id>5</wp:term_id><wp:tag_slug>five</wp:tag_slug><wp:tag_name>Five</wp:tag_name></wp:tag>"
	base := interchange.MenuLink{Menu: "Main & more", Key: "30", Order: 2, Label: "Home & away"}
	with := func(change func(*interchange.MenuLink)) interchange.MenuLink {
		link := base
		change(&link)
		return link
	}
	tests := []struct {
		name   string
		fields []string
		want   interchange.MenuLink
		loss   string
	}{
		{"an address", []string{field("_menu_item_type", "custom"), field("_menu_item_url", "https://blog.example/a")},
			with(func(l *interchange.MenuLink) { l.URL = "https://blog.example/a" }), ""},
		{"below another", []string{field("_menu_item_type", "custom"), field("_menu_item_url", "#"), field("_menu_item_menu_item_parent", "29")},
			with(func(l *interchange.MenuLink) { l.URL, l.Parent = "#", "29" }), ""},
		{"at the top", []string{field("_menu_item_menu_item_parent", "0")}, base, ""},
		{"a page", []string{field("_menu_item_type", "post_type"), field("_menu_item_object", "page"), field("_menu_item_object_id", "7")},
			with(func(l *interchange.MenuLink) { l.Article = article.IDFor("https://blog.example", "7") }), ""},
		{"a category", []string{field("_menu_item_type", "taxonomy"), field("_menu_item_object_id", "5")},
			with(func(l *interchange.MenuLink) { l.Term = &interchange.Term{Kind: interchange.Category, Key: "world"} }), ""},
		{"a tag", []string{field("_menu_item_type", "taxonomy"), field("_menu_item_object_id", "6")},
			with(func(l *interchange.MenuLink) { l.Term = &interchange.Term{Kind: interchange.Tag, Key: "trade"} }), ""},
		{"a term that the file does not have", []string{field("_menu_item_type", "taxonomy"), field("_menu_item_object_id", "8")}, base, "dropped term to which a menu leads"},
		{"an address that is not safe", []string{field("_menu_item_type", "custom"), field("_menu_item_url", "javascript:alert(1)")}, base, "dropped address of a menu link"},
		{"a post without a number", []string{field("_menu_item_type", "post_type"), field("_menu_item_object_id", "x")}, base, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			entries, err := read(export(head, menuItem("Home &amp;amp; away", tt.fields...)))
			require.NoError(t, err)
			last := entries[len(entries)-1]
			require.NotNil(t, last.Menu)
			assert.Equal(t, tt.want, *last.Menu)
			assert.Empty(t, last.ExternalID)
			assert.Contains(t, last.Losses.String(), tt.loss)
		})
	}
	t.Run("one that is thrown away is none", func(t *testing.T) {
		e := one(t, export(strings.Replace(menuItem("x"), "publish", "trash", 1)))
		assert.Nil(t, e.Menu)
		assert.Contains(t, e.Losses.String(), "item of type nav_menu_item")
	})
}

func TestMenusReachTheCallerAndTheReport(t *testing.T) {
	source := export(menuItem("Home", field("_menu_item_type", "custom"), field("_menu_item_url", "/")), item(),
		menuItem("", field("_menu_item_type", "post_type"), field("_menu_item_object_id", "7")))
	store := new(article.Memory)
	result, err := interchange.File(t.Context(), wxr.Read(strings.NewReader(source), wxr.Options{}), interchange.Into{
		Articles: store, Authors: store, Terms: new(taxonomy.Memory), Stamp: article.Stamp{At: monday},
	})
	require.NoError(t, err)
	require.Len(t, result.Menus, 2)
	assert.Equal(t, "/", result.Menus[0].URL)
	held, err := store.Get(t.Context(), result.Menus[1].Article)
	require.NoError(t, err)
	assert.Equal(t, "One", held.Content.Headlines.For(""))
	assert.Contains(t, result.Losses.String(), `Menus["Main & more"]: dropped link "Home" to /: no store holds menus`)
}

func TestItemsOfATypeThatIsNamedAreArticles(t *testing.T) {
	source := export(strings.Replace(item(), ">post<", ">review<", 1), strings.Replace(item(), ">post<", ">wp_block<", 1))
	entries, err := collect(wxr.Read(strings.NewReader(source), wxr.Options{Types: []string{"review"}}))
	require.NoError(t, err)
	assert.Len(t, articles(entries), 1)
	assert.Empty(t, articles(mustRead(t, source)))
}

func mustRead(t *testing.T, source string) []interchange.Entry {
	t.Helper()
	entries, err := read(source)
	require.NoError(t, err)
	return entries
}

// A post about feeds quotes them.
func TestPicturesAreFoundBehindAnItemThatQuotesAnItem(t *testing.T) {
	quoting := item(field("_thumbnail_id", "9"), "<content:encoded><![CDATA[<pre>&lt;item></item></pre> </item> a <![CDATA[b]]></content:encoded>", "<excerpt:encoded><![CDATA[</item>]]></excerpt:encoded>")
	e := one(t, export(quoting, picture))
	require.NotNil(t, e.Content.Lead)
	assert.Equal(t, "https://blog.example/a.jpg", e.Content.Lead.URL)
}

func TestDatesOfOtherExportersAreRead(t *testing.T) {
	tests := []struct{ name, elements, want string }{
		{"with a zone", "<wp:post_date_gmt>2024-03-01T10:00:00+01:00</wp:post_date_gmt>", "2024-03-01T09:00:00Z"},
		{"of year minus one", "<wp:post_date_gmt>-0001-11-30 00:00:00</wp:post_date_gmt><pubDate>Mon, 30 Nov -0001 00:00:00 +0000</pubDate><wp:post_date>2024-03-01 10:00:00</wp:post_date>", "2024-03-01T10:00:00Z"},
		{"without a zone, but with that of the feed", "<wp:post_date_gmt>2024-03-01T10:00:00</wp:post_date_gmt><pubDate>Fri, 1 Mar 2024 10:00:00 EST</pubDate>", "2024-03-01T15:00:00Z"},
		{"in local words", "<pubDate>ven., 01 mars 2024 10:00:00 +0000</pubDate><wp:post_date>2024-03-01 10:00:00</wp:post_date>", "2024-03-01T10:00:00Z"},
		{"of no day", "<wp:post_date_gmt>2024-02-31 10:00:00</wp:post_date_gmt>", "0001-01-01T00:00:00Z"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := one(t, export("<item><title>One</title><wp:post_id>7</wp:post_id><wp:status>publish</wp:status>"+tt.elements+"</item>"))
			assert.Equal(t, tt.want, e.Window.From.Format(time.RFC3339))
			assert.False(t, e.Draft)
		})
	}
}
