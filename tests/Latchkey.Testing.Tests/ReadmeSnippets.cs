using System.Net;

namespace Latchkey.Testing.Tests;

/// <summary>The example of the package's readme, run as it stands there.</summary>
public sealed class ReadmeSnippets
{
    [Fact]
    public async Task The_ten_lines_of_the_readme_do_what_they_say()
    {
        await using var org = await TestOrg.StartAsync();

        var app = await org.CreateAppAsync("native");
        var person = await org.CreatePersonAsync();
        var tokens = await app.TokensAsync(person, "openid orders:read offline_access");        // through the real sign-in page

        using (org.Faults.LoseAnswers("/token"))
            await Assert.ThrowsAsync<HttpRequestException>(() => app.RefreshAsync(tokens.RefreshToken));
        var again = await app.RefreshAsync(tokens.RefreshToken);                                // asking again is safe

        org.Clock.Advance(TimeSpan.FromHours(1));                                               // and now the access token has ended

        again.Status.ShouldBe(HttpStatusCode.OK);
        (await app.UserInfoAsync(again.AccessToken)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
