using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

/// <summary>A sign-in as clients of the Identity Engine do it: they send back the forms they are given, and know no other address. Contract §4.</summary>
public static class IdxWalk
{
    public static Task<TestApp> IdxApp(this TestOrg org, JsonObject? client = null)
    {
        var settings = client ?? [];
        settings["grant_types"] = new JsonArray("authorization_code", "interaction_code", "refresh_token");
        return org.CreateAppAsync("native", settings);
    }

    public static Task<TestAnswer> Interact(this TestApp app, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string?>
        {
            ["scope"] = "openid profile offline_access", ["redirect_uri"] = app.RedirectUri, ["state"] = "state-1", ["nonce"] = "nonce-1",
            ["code_challenge"] = Protocol.Pkce.Challenge(TestApp.Verifier), ["code_challenge_method"] = "S256",
        };
        foreach (var (name, value) in changes) form[name] = value;
        return app.PostAsync("/interact", [.. form.Where(one => one.Value is not null).Select(one => (one.Key, one.Value))]);
    }

    /// <summary>The first document.</summary>
    public static async Task<ApiAnswer> Introspect(this TestApp app, params (string Name, string? Value)[] changes)
    {
        var begun = await app.Interact(changes);
        return (await app.Org.Idx("introspect", new JsonObject { ["interactionHandle"] = begun["interaction_handle"].ShouldNotBeNull(begun.Text) })).ShouldSucceed();
    }

    public static Task<ApiAnswer> Idx(this TestOrg org, string path, JsonObject body) => org.IdxAt($"{org.Url}/idp/idx/{path}", body);

    private static async Task<ApiAnswer> IdxAt(this TestOrg org, string address, JsonObject body, string? cookies = null)
    {
        using var content = new StringContent(body.ToJsonString());
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; okta-version=1.0.0");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        request.Headers.TryAddWithoutValidation("Accept", "application/ion+json; okta-version=1.0.0");
        if (cookies is not null) request.Headers.TryAddWithoutValidation("Cookie", cookies);
        var answer = await org.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/ion+json; okta-version=1.0.0", text);
        return new(answer.StatusCode, JsonNode.Parse(text), answer, text);
    }

    public static JsonObject? Form(this ApiAnswer document, string name) =>
        document.Object["remediation"]?["value"]!.AsArray().Select(one => one!.AsObject()).SingleOrDefault(one => one["name"]!.ToString() == name);

    public static string[] Forms(this ApiAnswer document) => [.. document.Object["remediation"]!["value"]!.AsArray().Select(one => one!["name"]!.ToString())];

    /// <summary>The key of the first message.</summary>
    public static string? Said(this ApiAnswer document) => document.Object["messages"]?["value"]![0]!["i18n"]!["key"]!.ToString();

    /// <summary>Sends a form of the document, filled in.</summary>
    public static Task<ApiAnswer> Send(this TestOrg org, ApiAnswer document, string name, JsonObject values, string? cookies = null)
    {
        var form = document.Form(name).ShouldNotBeNull(document.Text);
        form["method"]!.ToString().ShouldBe("POST");
        var body = values.DeepClone().AsObject();
        foreach (var field in form["value"]!.AsArray().Where(field => field!["value"] is not null && !body.ContainsKey(field["name"]!.ToString())))
            body[field!["name"]!.ToString()] = field["value"]!.DeepClone();
        return org.IdxAt(form["href"]!.ToString(), body, cookies);
    }

    public static Task<ApiAnswer> Identify(this TestOrg org, ApiAnswer document, TestPerson person) => org.Send(document, "identify",
        new JsonObject { ["identifier"] = person.Login, ["credentials"] = Passcode(person.Password) });

    /// <summary>Takes the choice of this label.</summary>
    public static Task<ApiAnswer> Choose(this TestOrg org, ApiAnswer document, string name, string label, params (string Name, string Value)[] more)
    {
        var option = document.Form(name)!["value"]!.AsArray().Single(field => field!["name"]!.ToString() == "authenticator")!["options"]!.AsArray()
            .First(one => one!["label"]!.ToString() == label)!;
        var chosen = new JsonObject();
        foreach (var field in option["value"]!["form"]!["value"]!.AsArray()) chosen[field!["name"]!.ToString()] = field["value"]!.DeepClone();
        var body = new JsonObject { ["authenticator"] = chosen };
        foreach (var (field, value) in more) body[field] = value;
        return org.Send(document, name, body);
    }

    public static Task<ApiAnswer> Answer(this TestOrg org, ApiAnswer document, string code, string name = "challenge-authenticator") =>
        org.Send(document, name, new JsonObject { ["credentials"] = Passcode(code) });

    /// <summary>Sends the form that stands in a member of the document.</summary>
    public static Task<ApiAnswer> Follow(this TestOrg org, ApiAnswer document, string member, string name) =>
        org.IdxAt(document.Object[member]!["value"]![name].ShouldNotBeNull(document.Text)["href"]!.ToString(), new JsonObject { ["stateHandle"] = document["stateHandle"] });

    /// <summary>The newest one that was mailed to who cannot get in.</summary>
    public static async Task<string> RecoveryCode(this TestOrg org, string to) => (await org.MailTextsAsync(to))
        .Select(text => Regex.Match(text, "^\\d{8}$", RegexOptions.Multiline, TimeSpan.FromMinutes(1)).Value).First(code => code.Length > 0);

    /// <summary>People of this group end locks of their accounts by themselves.</summary>
    public static async Task UnlockPolicy(this TestOrg org, string group, JsonNode? settings = null)
    {
        var policy = (await org.Post("/policies", PolicyCalls.Policy("PASSWORD", group, settings?.AsObject(), priority: 1))).ShouldSucceed().Id;
        (await org.Post($"/policies/{policy}/rules", PolicyCalls.Rule("PASSWORD", new JsonObject
        {
            ["passwordChange"] = new JsonObject { ["access"] = "ALLOW" }, ["selfServicePasswordReset"] = new JsonObject { ["access"] = "ALLOW" },
            ["selfServiceUnlock"] = new JsonObject { ["access"] = "ALLOW" },
        }))).ShouldSucceed();
    }

    /// <summary>What a device said, as programs hand it over.</summary>
    public static JsonObject Credentials(string said)
    {
        var response = JsonNode.Parse(said)!["response"]!;
        return new()
        {
            ["credentials"] = new JsonObject
            {
                ["clientData"] = response["clientDataJSON"]!.ToString(), ["authenticatorData"] = response["authenticatorData"]!.ToString(),
                ["signatureData"] = response["signature"]!.ToString(), ["userHandle"] = response["userHandle"]?.ToString(),
            },
        };
    }

    public static JsonObject Passcode(string text) => new() { ["passcode"] = text };

    /// <summary>What the app takes to the token endpoint.</summary>
    public static string Code(this ApiAnswer document) => document.ShouldSucceed().Object["successWithInteractionCode"].ShouldNotBeNull(document.Text)["value"]!.AsArray()
        .Single(field => field!["name"]!.ToString() == "interaction_code")!["value"]!.ToString();

    public static Task<TestAnswer> RedeemInteraction(this TestApp app, string code, string? verifier = TestApp.Verifier) =>
        app.TokenAsync(("grant_type", "interaction_code"), ("interaction_code", code), ("code_verifier", verifier));
}
