namespace Latchkey.Native.Tests;

public sealed class RedirectTargetTests
{
    [Theory]                                                           // RFC 8252 §7.1
    [InlineData("com.example.app", "/callback", "com.example.app:/callback")]
    [InlineData("com.okta.dev-1", "/", "com.okta.dev-1:/")]
    public void A_scheme_is_sent_exactly(string scheme, string path, string uri) => RedirectTarget.Scheme(scheme, path).ToString().ShouldBe(uri);

    [Theory]
    [InlineData("myapp")]
    [InlineData("https")]
    [InlineData("javascript")]
    [InlineData("com.example.app:")]
    [InlineData("1com.example")]
    [InlineData("com..app")]
    [InlineData("")]
    [InlineData(null)]
    public void A_scheme_anybody_could_claim_is_refused(string? scheme) => Should.Throw<ArgumentException>(() => RedirectTarget.Scheme(scheme!));

    [Theory]
    [InlineData("com.example.app:/callback", false)]
    [InlineData("localhost:/callback", false)]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://127.0.0.1:7890/callback", true)]
    [InlineData("http://[::1]/callback", true)]
    [InlineData("http://localhost:7890/callback", true)]
    [InlineData("https://app.example.com/callback", false)]            // RFC 8252 §7.2
    public void What_is_registered_is_understood(string uri, bool isLoopback)
    {
        var target = RedirectTarget.Parse(uri);
        target.IsLoopback.ShouldBe(isLoopback);
        target.ToString().ShouldBe(uri);
    }

    [Theory]
    [InlineData("https://app.example.com/callback?x=1")]
    [InlineData("https://localhost/callback")]
    [InlineData("http://app.example.com/callback")]
    [InlineData("http://127.0.0.1/callback#x")]
    [InlineData("/callback")]
    [InlineData("javascript:alert(1)")]
    [InlineData("")]
    public void What_this_sdk_cannot_receive_is_refused(string uri) => Should.Throw<ArgumentException>(() => RedirectTarget.Parse(uri));
}
