using System.Text.Json.Serialization;

namespace Latchkey.Cli.Api;

/// <summary>An application. Contract §3.1; only what the commands read.</summary>
public sealed record App(string Id, string Label, string Status, string SignOnMode, AppSettings? Settings)
{
    public const string OidcSignOnMode = "OPENID_CONNECT";
    public const string BookmarkSignOnMode = "BOOKMARK";

    [JsonIgnore]
    public bool IsOidc => SignOnMode == OidcSignOnMode;

    [JsonIgnore]
    public bool IsActive => Status == "ACTIVE";

    [JsonIgnore]
    public string? ApplicationType => Settings?.OauthClient?.ApplicationType;
}
