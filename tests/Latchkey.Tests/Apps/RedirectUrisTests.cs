using Latchkey.Cli.Apps;

namespace Latchkey.Tests.Apps;

/// <summary>Contract §5.5, prompts 4 and 5.</summary>
public sealed class RedirectUrisTests
{
    [Theory]
    [InlineData("https://dev-1.okta.com", "com.okta.dev-1")]
    [InlineData("http://localhost:8080", "localhost")]
    [InlineData("http://dev-1234567.localhost:8080", "localhost.dev-1234567")]
    [InlineData("http://127.0.0.1:8080", "localhost")]
    [InlineData("http://[::1]:8080", "localhost")]
    [InlineData("https://192.0.2.7", "ip.192.0.2.7")]
    [InlineData("https://[2001:db8::7]", "ip.2001-db8--7")]
    public void The_scheme_is_the_orgs_host_the_other_way_round(string org, string scheme) => RedirectUris.ReversedDomain(new Uri(org)).ShouldBe(scheme);

    [Theory]
    [InlineData("com.okta.dev-1:/callback", "com.okta.dev-1:/")]
    [InlineData("localhost:/callback", "localhost:/")]
    [InlineData("http://localhost:8080/login/oauth2/code/okta", "http://localhost:8080/")]
    [InlineData("https://app.example", "https://app.example/")]
    [InlineData("https://app.example?x=1", "https://app.example/")]
    [InlineData("com.example.app://host/cb", "com.example.app://host/")]
    public void People_leave_to_the_root_of_where_they_come_in(string uri, string root) => RedirectUris.Root(uri).ShouldBe(root);
}
