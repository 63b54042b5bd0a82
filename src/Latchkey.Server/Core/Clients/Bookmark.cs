using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Api;
using Latchkey.Server.Ground.Rules;

namespace Latchkey.Server.Core.Clients;

/// <summary>An app that is a link to a page elsewhere and no client of anything: people to whom it is given find it among their apps. Contract §3.1.</summary>
/// <param name="Url">Where it leads.</param>
/// <param name="RequestIntegration">Kept and given back: somebody would rather sign in there with their account here.</param>
/// <param name="Logo">The address of its picture; null: it has none.</param>
internal sealed record Bookmark(string? Url, bool RequestIntegration = false, string? Logo = null)
{
    /// <summary>Its type, beside those of clients.</summary>
    public const string Type = "bookmark";

    /// <summary>What it is by the contract's signOnMode.</summary>
    public const string Mode = "BOOKMARK";

    private const string Picture = "logo";
    private const int Longest = 2000;

    /// <summary>A page may be anywhere that a browser goes, also in a network of one's own.</summary>
    private static bool Leads(string url) => url.Length <= Longest && !url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))
        && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0;

    public static Bookmark Read(JsonObject document)
    {
        var app = document.Object("settings")?.Object("app");
        return new(app?.Text("url"), app?.Flag("requestIntegration") ?? false, document.Text(Picture));
    }

    /// <summary>Into what is kept of the app.</summary>
    /// <exception cref="RuleException">It leads nowhere that a browser may go.</exception>
    public void Write(JsonObject document)
    {
        if (string.IsNullOrWhiteSpace(Url)) throw new RuleException("settings.app.url", "The field cannot be left blank");
        if (!Leads(Url)) throw new RuleException("settings.app.url", $"must be an http or https address of at most {Longest} characters");
        document["settings"]!["app"] = new JsonObject { ["requestIntegration"] = RequestIntegration, ["url"] = Url };
        if (Logo is { Length: > 0 } picture) document[Picture] = picture;
    }
}
