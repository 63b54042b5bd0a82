namespace Latchkey.AspNetCore.Tests;

public sealed class LatchkeyOptionsTests
{
    [Theory]
    [InlineData("", "no issuer is set")]
    [InlineData("id.example.com", "not an absolute URL")]
    [InlineData("https://{yourOktaDomain}/oauth2/default", "still contains a placeholder")]
    [InlineData("http://id.example.com/oauth2/default", "must be https")]
    [InlineData("http://localhost.example.com", "must be https")]
    [InlineData("http://192.168.1.4:8080", "must be https")]
    [InlineData("ftp://localhost", "must be https")]
    [InlineData("https://id.example.com/?tenant=1", "neither query nor fragment")]
    public async Task A_wrong_issuer_stops_the_start_with_words_that_help(string issuer, string words) =>
        (await Should.ThrowAsync<InvalidOperationException>(TestApi.Start(issuer, new TestClock()))).Message.ShouldContain(words);

    [Fact]
    public async Task A_missing_audience_stops_the_start() =>
        (await Should.ThrowAsync<InvalidOperationException>(TestApi.Start("https://id.example.com", new TestClock(), options => options.Audience = " "))).Message.ShouldContain("no audience is set");

    [Theory]
    [InlineData("https://id.example.com/oauth2/default")]
    [InlineData("http://localhost:8080/oauth2/default")]
    [InlineData("http://dev-1234567.localhost:8080/oauth2/default")]
    [InlineData("http://127.0.0.1:8080/oauth2/default")]
    [InlineData("http://[::1]:8080/oauth2/default")]
    public async Task A_safe_issuer_starts_even_when_it_is_not_up_yet(string issuer) => await (await TestApi.Start(issuer, new TestClock())).DisposeAsync();
}
