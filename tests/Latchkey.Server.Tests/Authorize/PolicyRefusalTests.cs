using Latchkey.Server.Core.Issuers;
using Latchkey.Server.Core.Orgs;
using Latchkey.Server.Faces.Management.Issuers;
using Latchkey.Server.Faces.Management.Orgs;
using Latchkey.Server.Ground.Storage;
using Latchkey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Latchkey.Server.Tests.Authorize;

/// <summary>An authorization server whose policies allow nothing. Contract §1.2, §3.4.</summary>
public sealed class PolicyRefusalTests
{
    private const string Refusal = "Policy evaluation failed for this request, please check the policy configurations.";

    [Fact]                                                             // contract §2.1, §2.2
    public async Task Without_a_policy_that_fits_nobody_gets_anything_and_the_words_are_exact()
    {
        await using var org = await TestOrg.StartAsync();
        var before = await org.NativeApp.TokensAsync(org.Person);
        var code = await org.NativeApp.CodeAsync(org.Person);
        await SwitchPoliciesOff(org);

        var end = await org.NativeApp.SignInAsync(org.Person);
        end.Parameter("error").ShouldBe("access_denied");
        end.Parameter("error_description").ShouldBe(Refusal);
        (await org.NativeApp.RedeemAsync(code)).ShouldBeRefused("access_denied", Refusal, 401);
        (await org.NativeApp.RefreshAsync(before.RefreshToken)).ShouldBeRefused("access_denied", Refusal, 401);
        var service = new TestApp(org, org.Facts.Apps.Service.ClientId, org.Facts.Apps.Service.ClientSecret, "");
        (await service.TokenAsync(("grant_type", "client_credentials"), ("scope", "orders:read"))).ShouldBeRefused("access_denied", Refusal, 401);

        // The org's own server has no policies to fail (contract §1.2).
        (await (org.NativeApp with { Issuer = org.Url }).SignInAsync(org.Person)).Parameter("code").ShouldNotBeNull();
    }

    private static async Task SwitchPoliciesOff(TestOrg org)
    {
        var id = (await org.Services.GetRequiredService<OrgDirectory>().Default(default))!.Id;
        await org.Services.GetRequiredService<Database>().Write(async w =>
        {
            (await w.Changed("update access_policies set status = 'INACTIVE' where org_id = @id", new { id })).ShouldBeTrue();
            w.Announce(Core.Issuers.AuthorizationServers.Kind, id + "/default");
        }, default);
    }
}
