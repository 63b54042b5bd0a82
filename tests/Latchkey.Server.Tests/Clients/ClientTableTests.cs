using System.Globalization;
using System.Text.Json.Nodes;
using Latchkey.Protocol;
using Latchkey.Server.Ground.Sealing;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Clients;

/// <summary>
/// Libraries that cannot be installed where these tests run, by what they send and insist on: tests/clients has a file for each, read from its source.
/// docs/reference/clients.md says which were run from outside.
/// </summary>
public sealed class ClientTableTests(OrgFixture fixture) : OrgTest(fixture)
{
    public static TheoryData<string> Tables => [.. Directory.GetFiles(ClientTable.Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Tables))]
    public async Task A_library_gets_what_it_insists_on(string name)
    {
        var table = ClientTable.Read(name);
        table.Steps.ShouldNotBeEmpty();
        using var key = new AppKey("RS256");
        var variables = await Begin(key);
        variables.Keep("scope", table.Scopes);
        await new ClientWalk(Org, variables).Through(table, table.Steps);
    }

    /// <summary>What a developer has at hand: an app of each kind, a person, an API token.</summary>
    private async Task<Variables> Begin(AppKey key)
    {
        var person = await Org.CreatePersonAsync();
        var scheme = "com.example.c" + Secrets.Digits(8);
        var native = await Org.CreateAppAsync(client: new JsonObject
        {
            ["redirect_uris"] = new JsonArray(scheme + ":/callback"), ["post_logout_redirect_uris"] = new JsonArray(scheme + ":/"),
            ["grant_types"] = new JsonArray("authorization_code", "refresh_token", "password", "urn:ietf:params:oauth:grant-type:device_code", "urn:ietf:params:oauth:grant-type:token-exchange"),
        });
        var web = await Org.CreateAppAsync("web", new JsonObject { ["redirect_uris"] = new JsonArray("https://app.example.com/cb") });
        var service = await SigningApp.Create(Org, "private_key_jwt", key, "service", ["okta.users.read", "okta.groups.manage", "okta.apps.manage"]);
        var variables = new Variables();
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["org"] = Org.Url, ["host"] = new Uri(Org.Url).Authority, ["issuer"] = Org.Issuer, ["apiToken"] = Org.Facts.ApiToken, ["login"] = person.Login, ["password"] = person.Password,
            ["personId"] = person.Id!, ["clientId"] = native.ClientId, ["scheme"] = scheme, ["redirect"] = scheme + ":/callback", ["afterLogout"] = scheme + ":/",
            ["webId"] = web.ClientId, ["webSecret"] = web.ClientSecret!, ["webRedirect"] = web.RedirectUri, ["serviceId"] = service.Id,
            ["verifier"] = TestApp.Verifier, ["challenge"] = Pkce.Challenge(TestApp.Verifier), ["once"] = Secrets.Digits(8),
            // Mails have names in braces, too, and they go as they are.
            ["activationLink"] = "{activationLink}",
        }) variables.Keep(name, value);
        variables["now"] = () => service.Now.ToString(CultureInfo.InvariantCulture);
        variables["assertion"] = () => service.Assertion(Org.Url + "/oauth2/v1/token");
        variables["assertionWithoutJti"] = () => service.Assertion(Org.Url + "/oauth2/v1/token", ("jti", null));
        return variables;
    }
}
