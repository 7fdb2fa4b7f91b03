using Trasa.Activities.Mail.Reading;

namespace Trasa.Activities.Tests.Mail.Reading;

public sealed class HtmlTextTests
{
    [Theory]
    [InlineData("<p>Hello</p><p>World</p>", "Hello\n\nWorld")]
    [InlineData("a<br>b<br/>c", "a\nb\nc")]
    [InlineData("<div>a</div><div>b</div>", "a\nb")]
    [InlineData("one\n   two&nbsp;three &amp; &#537;i &lt;b&gt;", "one two three & și <b>")]
    [InlineData("<ul><li>a</li><li>b</li></ul>", "- a\n- b")]
    [InlineData("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc")]
    [InlineData("<head><title>T</title><style>p{}</style></head><body>x<script>alert('<p>')</script>y</body>", "xy")]
    [InlineData("a<!-- <b>no</b> -->b", "ab")]
    [InlineData("<div style='display: none'>hidden<div>deep</div></div>seen", "seen")]
    [InlineData("new<blockquote>old<br>older</blockquote>", "new\n> old\n> older")]
    [InlineData("<a href=\"x>y\">link</a> 1 < 2", "link 1 < 2")]
    [InlineData("<p title=\"open>text</p>", "text")]
    [InlineData("<head><meta charset=utf-8><body>no end of head", "no end of head")]
    [InlineData("<b>bo</b>ld <unknown:tag>x</unknown:tag>", "bold x")]
    public void Html_becomes_plain_text(string html, string text)
    {
        Assert.Equal(text, HtmlText.Convert(html));
    }

    [Fact]
    public void Html_only_mail_has_text_and_new_text()
    {
        var mail = RawMail.Read("Content-Type: text/html; charset=utf-8\r\n\r\n<p>It fails.</p><div>On 2 Nov 2026, Trasa wrote:</div><blockquote>old</blockquote>");

        Assert.Equal("It fails.", mail.NewText);
        Assert.Contains("> old", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_damaged_html_takes_little_time()
    {
        var html = string.Concat(Enumerable.Repeat("<div \"'<p style=\"<!-<", 50_000));
        var started = TimeProvider.System.GetTimestamp();

        _ = HtmlText.Convert(html);

        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromMinutes(1));
    }
}
