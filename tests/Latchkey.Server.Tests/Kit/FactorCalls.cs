using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Latchkey.Server.Core.Authenticators;
using Latchkey.Server.Faces.Management.Authenticators;
using Latchkey.Server.Ground.Web;
using Latchkey.Testing;

namespace Latchkey.Server.Tests.Kit;

public static class FactorCalls
{
    public static async Task<Authenticator> EnrollAppAsync(this TestOrg org, TestPerson person)
    {
        var app = await org.BeginAppAsync(person);
        (await org.Post($"/users/{person.Id}/factors/{app.FactorId}/lifecycle/activate", new JsonObject { ["passCode"] = app.Next() })).ShouldSucceed();
        return app;
    }

    public static async Task<Authenticator> BeginAppAsync(this TestOrg org, TestPerson person)
    {
        var begun = (await org.Post($"/users/{person.Id}/factors", new JsonObject { ["factorType"] = "token:software:totp", ["provider"] = "GOOGLE" })).ShouldSucceed();
        return new Authenticator(org, begun.Id, begun["_embedded.activation.sharedSecret"]!);
    }

    /// <summary>The newest six digits mailed to someone.</summary>
    public static async Task<string> MailedCodeAsync(this TestOrg org, string to) => (await org.MailTextsAsync(to))
        .Select(text => Regex.Match(text, "^\\d{6}$", RegexOptions.Multiline, TimeSpan.FromMinutes(1)).Value).First(code => code.Length > 0);

    /// <summary>What was mailed to someone, newest first.</summary>
    public static async Task<string[]> MailTextsAsync(this TestOrg org, string to) => [.. (await org.MailsAsync(to)).Select(mail => mail.Text)];

    /// <summary>Another six digits than these.</summary>
    public static string Other(string code) => (code[0] == '9' ? '0' : (char)(code[0] + 1)) + code[1..];
}
