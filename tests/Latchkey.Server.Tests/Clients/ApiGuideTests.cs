using System.Text.Json.Nodes;
using Latchkey.Tests.Shared;

namespace Latchkey.Server.Tests.Clients;

/// <summary>
/// docs/guide/protect-your-api.md for Spring and Go, which are not run here: what they send with the values that the guide prints, and what they insist
/// on in a token of this server.
/// </summary>
public sealed class ApiGuideTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Theory]
    [InlineData("spring", "yaml", @"issuer-uri: (\S+)", @"audiences: (\S+)")]
    [InlineData("go-oidc", "go", @"NewProvider\(ctx, ""([^""]+)", @"ClientID: ""([^""]+)")]
    public async Task A_library_for_APIs_gets_what_it_insists_on(string table, string language, string issuer, string audience)
    {
        var told = new Uri(ApiGuide.Value(language, issuer));
        var variables = new Variables();
        variables.Keep("org", Org.Url);
        variables.Keep("issuer", Org.Url + told.AbsolutePath);         // the reader's host is this machine here
        var library = ClientTable.Read(table);
        await new ClientWalk(Org, variables).Through(library, library.Steps.Where(step => step.Guide));

        var token = new JsonObject { ["access_token"] = await Org.MintAccessTokenAsync(["orders:read"], Org.Person) };
        Insist(token, "access_token|claims.iss", $"= {Org.Url}{told.AbsolutePath}");
        Insist(token, "access_token|claims.aud", $"= {ApiGuide.Value(language, audience)}");
        Insist(token, "access_token|claims.exp", "integer");
        Insist(token, "access_token|claims.scp.*", "= orders:read");
        Insist(token, "access_token|header.alg", "= RS256");
        Insist(token, "access_token|header.kid", "text");
        Insist(token, "access_token|header.typ", "? = JWT");           // NimbusJwtDecoder takes no other without being told
    }

    private static void Insist(JsonObject answer, string path, string rule) =>
        Insistence.At(answer, path).Select(found => Insistence.Complaint(rule, found.Value, found.There)).ShouldAllBe(complaint => complaint == null, path);
}
