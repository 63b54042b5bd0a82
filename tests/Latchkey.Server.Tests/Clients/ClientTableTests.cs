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
        foreach (var step in table.Steps)
        {
            Clock.Advance(TimeSpan.FromSeconds(1));
            var complaints = step.SignIn is null ? await Ask(step, variables) : await SignIn(step, variables);
            complaints.ShouldBeEmpty($"{table.Client} {table.Version} {step.Does} ({step.From})");
        }
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
        }) variables.Keep(name, value);
        variables["now"] = () => service.Now.ToString(CultureInfo.InvariantCulture);
        variables["assertion"] = () => service.Assertion(Org.Url + "/oauth2/v1/token");
        variables["assertionWithoutJti"] = () => service.Assertion(Org.Url + "/oauth2/v1/token", ("jti", null));
        return variables;
    }

    private async Task<IReadOnlyList<string>> Ask(ClientStep step, Variables variables)
    {
        var (method, target) = variables.Fill(step.Send!).Split(' ', 2) is [var verb, var address] ? (verb, address) : throw new InvalidDataException(step.Send);
        var headers = (step.Headers ?? []).ToDictionary(header => header.Key, header => variables.Fill(header.Value));
        var body = step.Json is { } json ? variables.Fill(json.ToJsonString()) : step.Body is { } text ? variables.Fill(text) : null;
        if (step.Json is not null) headers.TryAdd("Content-Type", "application/json");
        // Written from the root, as every library but one behind a proxy does.
        var onTheWire = target.StartsWith(Org.Url, StringComparison.Ordinal) && !step.Send!.Contains(" absolute:", StringComparison.Ordinal) ? target[Org.Url.Length..] : target.Replace("absolute:", "", StringComparison.Ordinal);
        var answer = await Wire.Send(new Uri(Org.Url), method, onTheWire, headers, body);

        List<string> complaints = [];
        if (!(step.Status ?? [200]).Contains(answer.Status)) complaints.Add($"The status is {answer.Status}.");
        if (step.Type is not null && (answer["content-type"] ?? "none") != step.Type) complaints.Add($"The content type is {answer["content-type"]}, not {step.Type}.");
        foreach (var (name, rule) in step.Head ?? [])
            if (Insistence.Complaint(variables.Fill(rule), answer[name], answer[name] is not null) is { } complaint) complaints.Add($"The header {name} {complaint}.");
        var document = answer.Body.StartsWith('{') || answer.Body.StartsWith('[') ? JsonNode.Parse(answer.Body) : null;
        foreach (var (path, rule) in step.Answer ?? [])
            complaints.AddRange(Insistence.At(document, path).Select(found => Insistence.Complaint(variables.Fill(rule), found.Value, found.There)).OfType<string>().Select(complaint => $"{path} {complaint}."));
        if (complaints.Count > 0) return [.. complaints, answer.ToString()];
        foreach (var (name, where) in step.Keep ?? []) variables.Keep(name, Kept(answer, document, where));
        return [];
    }

    private static string Kept(WireAnswer answer, JsonNode? document, string where) => where.Split(':', 2) switch
    {
        ["head", var name] => answer[name]!,
        ["query", var name] => Parameter(answer["location"]!, name) ?? throw new InvalidDataException($"No {name} in {answer["location"]}"),
        _ => Insistence.At(document, where).First().Value!.ToString(),
    };

    /// <summary>The person's browser, which ends where the app waits.</summary>
    private async Task<IReadOnlyList<string>> SignIn(ClientStep step, Variables variables)
    {
        using var browser = Org.Browser();
        var page = await browser.SignInAsync(variables.Fill(step.SignIn!), new(variables["login"](), variables["password"](), null));
        if (page.LeadsTo is not { } landed) return [$"The browser did not come back: {page.Status} at {page.Url}\n{page.Text}"];
        variables.Keep("landed", landed);
        foreach (var name in (string[])["code", "state", "iss", "error"])
            if (Parameter(landed, name) is { } value) variables.Keep(name, value);
        return [.. (step.Answer ?? []).Select(rule => Insistence.Complaint(variables.Fill(rule.Value), rule.Key == "landed" ? landed : Parameter(landed, rule.Key), Parameter(landed, rule.Key) is not null || rule.Key == "landed")).OfType<string>()];
    }

    private static string? Parameter(string address, string name) =>
        address[(address.IndexOfAny(['?', '#']) + 1)..].Split('&').Select(pair => pair.Split('=', 2)).Where(pair => pair[0] == name).Select(pair => Uri.UnescapeDataString(pair[1])).FirstOrDefault();
}
