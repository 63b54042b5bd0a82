using System.Text.Json.Nodes;
using Latchkey.Server.Ground.Rules;
using Latchkey.Server.Ground.Sealing;

namespace Latchkey.Server.Core.Clients;

/// <summary>
/// What somebody wants an app to be, before any rule has looked at it: <see cref="AppDraft"/> looks. What is null has not been said, and gets the
/// default of its type. To change a part of an app, begin with what it is: <see cref="Of"/>. Contract §3.1.
/// </summary>
internal sealed record AppProposal
{
    /// <summary>The client_id that a new one asks for.</summary>
    public string? Id { get; init; }
    public string? Label { get; init; }
    /// <summary>oidc_client or bookmark.</summary>
    public string? Name { get; init; }
    /// <summary>OPENID_CONNECT or BOOKMARK.</summary>
    public string? SignOnMode { get; init; }
    /// <summary>Where it leads, of an app that is a link; null: it is a client, or says nothing of it.</summary>
    public Bookmark? Bookmark { get; init; }
    /// <summary>Its grants, its addresses and how its tokens behave. No app is without but a bookmark.</summary>
    public OAuthProposal? Client { get; init; }

    /// <summary>How it proves who it is: one of <see cref="ClientAuthMethods"/>.</summary>
    public string? AuthMethod { get; init; }
    /// <summary>One that it chooses itself.</summary>
    public Secret? Secret { get; init; }
    public bool? PkceRequired { get; init; }
    public bool? AutoKeyRotation { get; init; }

    /// <summary>Which of the keys that are held for it signs its ID tokens; null leaves that as it is, nothing: the server's own.</summary>
    public string? SigningKid { get; init; }

    // What is kept and given back as it came.
    public JsonObject? Accessibility { get; init; }
    public JsonObject? Visibility { get; init; }
    public JsonObject? Profile { get; init; }
    public JsonObject? Notes { get; init; }
    public JsonObject? UserNameTemplate { get; init; }

    /// <summary>The programs on phones that it is; null leaves them as they are.</summary>
    public PhonePrograms? Phones { get; init; }

    /// <summary>Whose look people see on their way to it; null leaves it as it is.</summary>
    public string? BrandId { get; init; }

    /// <summary>What it said of itself when it registered; null leaves that as it is.</summary>
    public AppExtras? Extras { get; init; }

    /// <summary>What it asks for that this server does not do.</summary>
    public IReadOnlyList<BrokenRule> NotDone { get; init; } = [];

    /// <summary>All that an app is.</summary>
    public static AppProposal Of(App app) => AppDocument.Read(app.Document);
}
