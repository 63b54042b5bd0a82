using Latchkey.Server.Ground.Languages;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.Kit;

/// <summary>Something cannot go on: what, why, what to do, and what to quote to whoever helps.</summary>
public sealed record ErrorPage : PageModel<ErrorView>
{
    /// <summary>Send the page with the same one.</summary>
    public required int Status { get; init; }
    public required string RequestId { get; init; }
    /// <summary>The sign-in was begun elsewhere or too long ago; the app must begin again.</summary>
    public bool SignInExpired { get; init; }
    /// <summary>Where the person can begin again; null where there is no such place.</summary>
    public WayOn? WayOn { get; init; }
    /// <summary>The protocol's error code and sentence, for the developer of the app; null shows none.</summary>
    public string? Error { get; init; }
    public string? ErrorDescription { get; init; }
    /// <summary>What the log says beyond it; only on a development server.</summary>
    public string? ErrorDetail { get; init; }
    /// <summary>On a development server these stand open.</summary>
    public bool Development { get; init; }
    public override string Backdrop => Brand.ErrorVariant;
    public override string? FrameName => PageFrames.Error;

    /// <summary>Contract §8.1.</summary>
    internal override IReadOnlyDictionary<string, string> FrameValues => new Dictionary<string, string>
    {
        ["errorSummary"] = Said.Title,
        ["errorDescription"] = $"{Said.Message} {Said.Next}",
        ["back"] = WayOn?.Url ?? "/",
        ["buttonHref"] = WayOn?.Url ?? "/",
        ["buttonText"] = WayOn?.AppLabel is { } app ? Sentence.Plain(Texts.GoToApp, app) : Sentence.Plain(Texts.GoHome, Brand.Name),
        ["technicalDetails"] = string.Join(": ", ((string?[])[Error, ErrorDescription]).OfType<string>().Append($"{Texts.RequestId} {RequestId}")),
    };

    internal Texts.Said Said => this switch
    {
        { SignInExpired: true } => Texts.SignInExpired,
        { Status: 401 or 403 } => Texts.Forbidden,
        { Status: 404 or 410 } => Texts.NotFound,
        { Status: 405 } => Texts.WrongMethod,
        { Status: 429 } => Texts.TooManyRequests,
        { Status: 503 } => Texts.Unavailable,
        { Status: >= 500 } => Texts.Broken,
        _ => Texts.BadRequest,
    };
}
