using System.Net;
using Latchkey.Server.Core.Grants;
using Latchkey.Server.Faces.Management.Grants;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Revocation;

/// <summary>POST {issuer}/v1/revoke. RFC 7009, contract §2.7. What was given up is refused at once, everywhere.</summary>
public sealed class RevocationEndpointTests(OrgFixture fixture) : OrgTest(fixture)
{
    private async Task<(bool UserInfo, bool Introspect, bool Refresh)> Lives(TestAnswer tokens) => (
        (await Org.NativeApp.UserInfoAsync(tokens.AccessToken)).Status == HttpStatusCode.OK,
        (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>(),
        (await Org.NativeApp.IntrospectAsync(tokens.RefreshToken)).Json["active"]!.GetValue<bool>());

    [Fact]                                                             // RFC 7009 §2.1, contract §2.4
    public async Task A_refresh_token_takes_its_access_tokens_along()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        var other = await Org.NativeApp.TokensAsync(Org.Person);
        Clock.Advance(TimeSpan.FromSeconds(3));
        var later = await Org.NativeApp.RefreshAsync(tokens.RefreshToken);

        var answer = await Org.NativeApp.RevokeAsync(tokens.RefreshToken);      // any generation names the family
        answer.Status.ShouldBe(HttpStatusCode.OK);
        answer.Text.ShouldBeEmpty();
        answer.Headers.ContainsKey("Content-Type").ShouldBeFalse();    // contract §2.0: auth-js parses by header

        (await Lives(tokens)).ShouldBe((false, false, false));
        (await Lives(later)).ShouldBe((false, false, false));
        (await Org.NativeApp.RefreshAsync(later.RefreshToken)).ShouldBeRefused("invalid_grant", "The refresh token is invalid or expired.");
        (await Lives(other)).ShouldBe((true, true, true));
    }

    [Fact]                                                             // contract §2.4: not vice versa
    public async Task An_access_token_goes_alone()
    {
        var tokens = await Org.NativeApp.TokensAsync(Org.Person);
        (await Org.NativeApp.RevokeAsync(tokens.AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Lives(tokens)).ShouldBe((false, false, true));
        (await Org.NativeApp.UserInfoAsync((await Org.NativeApp.RefreshAsync(tokens.RefreshToken)).AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // RFC 7009 §2.2
    public async Task Unknown_spent_and_foreign_tokens_answer_the_same_and_foreign_ones_live_on()
    {
        var tokens = await Org.WebApp.RedeemAsync(await Org.WebApp.CodeAsync(Org.Person));
        foreach (var token in (string[])["x", new string('x', 10_000), tokens.AccessToken, tokens.RefreshToken, tokens.IdToken])
        {
            var answer = await Org.NativeApp.RevokeAsync(token);
            answer.Status.ShouldBe(HttpStatusCode.OK);
            answer.Text.ShouldBeEmpty();
        }
        (await Org.WebApp.IntrospectAsync(tokens.AccessToken)).Json["active"]!.GetValue<bool>().ShouldBeTrue();
        (await Org.WebApp.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(HttpStatusCode.OK);
        (await Org.NativeApp.PostAsync("/revoke")).ShouldBeRefused("invalid_request", "The 'token' parameter is required.");
        (await Org.NativeApp.RevokeAsync((await Org.NativeApp.TokensAsync(Org.Person)).AccessToken)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]                                                             // the race between an answer under way and the end of its grant
    public async Task A_grant_and_a_token_end_for_good_and_a_person_only_until_they_come_back()
    {
        var revocations = Org.Services.GetRequiredService<Revocations>();
        await Org.Services.GetRequiredService<Database>().Write(async w =>
        {
            foreach (var subject in (string[])[Revocations.Grant("oag-ended"), Revocations.Token("AT.ended"), Revocations.User("00u-ended"), Revocations.App("0oa-ended")]) await revocations.Add(w, "org", subject);
        }, default);
        var later = Clock.GetUtcNow().ToUnixTimeSeconds() + 2;
        (await revocations.Covers("AT.x", "oag-ended", "u", "a", later, default)).ShouldBeTrue();
        (await revocations.Covers("AT.ended", null, null, "a", later, default)).ShouldBeTrue();
        (await revocations.Covers("AT.x", "oag-x", "00u-ended", "0oa-ended", later, default)).ShouldBeFalse();
        (await revocations.Covers("AT.x", "oag-x", "00u-ended", "a", later - 2, default)).ShouldBeTrue();
        (await revocations.Covers("AT.x", null, null, "0oa-ended", later - 2, default)).ShouldBeTrue();
    }
}
