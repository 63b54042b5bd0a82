using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Templates;

namespace Latchkey.Server.Tests.Brands;

/// <summary>What a customer's template can do, and what it cannot. Decision 0023.</summary>
public sealed class TemplateTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["user.firstName"] = "Ada", ["user.profile.nickName"] = "<b>Countess</b> & \"more\"", ["org.name"] = "Bäckerei", ["link"] = "https://x.example/?a=1&b=2",
    };

    private static string Html(string text) => Template.Parse("body", text).Html("body", Values);

    [Theory]
    [InlineData("Hello ${user.firstName}", "Hello Ada")]
    [InlineData("Hello $!{ user.firstName }", "Hello Ada")]
    [InlineData("{{ org.name | upcase }}", "BÄCKEREI")]
    [InlineData("{% if user.firstName == \"Ada\" %}yes{% else %}no{% endif %}", "yes")]
    [InlineData("{% unless user.missing %}none{% endunless %}", "none")]
    [InlineData("${user.missing}", "")]
    [InlineData("{{ user.missing | default: 'friend' }}", "friend")]
    [InlineData("costs $5 {and} #end", "costs $5 {and} #end")]
    public void Variables_and_conditions_are_filled(string text, string filled) => Html(text).ShouldBe(filled);

    [Fact]
    public void Values_are_encoded_wherever_they_stand()
    {
        Html("<p title=\"${user.profile.nickName}\">${user.profile.nickName}</p>")
            .ShouldBe("<p title=\"&lt;b&gt;Countess&lt;/b&gt; &amp; &quot;more&quot;\">&lt;b&gt;Countess&lt;/b&gt; &amp; &quot;more&quot;</p>");
        Html("<a href=\"${link}\">").ShouldBe("<a href=\"https://x.example/?a=1&amp;b=2\">");
        Template.Parse("subject", "${user.profile.nickName}").Plain("subject", Values).ShouldBe("<b>Countess</b> & \"more\"");
    }

    [Theory]                                                           // each an attack
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{{ (1..1000000000) | join }}")]
    [InlineData("{% assign a = 'aaaaaaaaaa' %}")]
    [InlineData("{% capture a %}{{ a }}{{ a }}{% endcapture %}")]
    [InlineData("{% include 'appsettings' %}")]
    [InlineData("{% render 'appsettings' %}")]
    [InlineData("{% liquid\nassign a = 1 %}")]
    [InlineData("{{ user['firstName'] }}")]
    [InlineData("{{ user.GetType() }}")]
    [InlineData("{{ '' | append: 'x' }}")]
    [InlineData("{{ user | json }}")]
    [InlineData("{{ '<script>' | raw }}")]
    [InlineData("{{ 'now' | date: '%Y' }}")]
    [InlineData("#set($x = 1)")]
    [InlineData("#foreach($x in $list)")]
    [InlineData("#if($user)")]
    [InlineData("${user.firstName")]
    [InlineData("{{ user.firstName")]
    [InlineData("{% if user %}")]
    [InlineData("{{{ user.firstName }}}")]
    [InlineData("{% raw %}{{ x }}{% endraw %}")]
    public void What_could_go_on_for_ever_or_reach_further_is_refused(string text)
    {
        if (text == "${user.firstName") Html(text).ShouldBe(text);                                  // a dollar is a dollar
        else Should.Throw<RuleException>(() => Template.Parse("body", text), text);
    }

    [Theory]                                                           // each would fill the stack of whoever reads it
    [InlineData("{% if x %}")]
    [InlineData("{{ [")]
    [InlineData("{{ (")]
    [InlineData("[")]
    [InlineData("{{ x | ")]
    [InlineData("{% case x %}{% when 1 %}")]
    public void Nesting_does_not_bring_the_server_down(string opening)
    {
        var text = string.Concat(Enumerable.Repeat(opening, Template.Longest / opening.Length));
        if (opening == "[") Html(text).ShouldBe(text);
        else Should.Throw<RuleException>(() => Template.Parse("body", text));
    }

    [Fact]
    public void A_hundred_nested_tags_are_read_and_one_more_is_not()
    {
        static string Nested(int many) => string.Concat(Enumerable.Repeat("{% if user %}", many)) + "x" + string.Concat(Enumerable.Repeat("{% endif %}", many));
        Html(Nested(50)).ShouldBe("x");
        Should.Throw<RuleException>(() => Template.Parse("body", Nested(51)));
    }

    [Fact]
    public void Nothing_of_the_server_is_in_reach()
    {
        foreach (var name in (string[])["user.Length", "user.firstName.Length", "GetType", "system", "settings", "org.GetType", "forloop", "this"])
            Html($"[{{{{ {name} }}}}]").ShouldBe("[]", name);
    }

    [Fact]
    public void What_comes_of_it_is_bounded()
    {
        var many = new Dictionary<string, string> { ["x"] = new('x', 20_000) };
        var template = Template.Parse("body", string.Concat(Enumerable.Repeat("{{x}}", 20)));
        Should.Throw<RuleException>(() => template.Html("body", many)).Message.ShouldContain("longer");
        Should.Throw<RuleException>(() => Template.Parse("body", new string('x', Template.Longest + 1)));
    }

    [Fact]
    public void A_template_names_its_variables() =>
        Template.Parse("body", "${activationLink} {% if user.profile.nickName %}{{ org.name | upcase }}{% endif %}").Names
            .ShouldBe(["activationLink", "user.profile.nickName", "org.name"], ignoreOrder: true);
}
