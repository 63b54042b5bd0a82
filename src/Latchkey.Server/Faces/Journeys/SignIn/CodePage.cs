using Latchkey.Server.Core.Clients;
using Latchkey.Server.Ground.Pages;

namespace Latchkey.Server.Faces.Journeys.SignIn;

/// <summary>A page that asks for six digits, whatever they are for.</summary>
public sealed record CodePage : PageModel<CodeView>
{
    public AppAbout? App { get; init; }
    public required string Title { get; init; }
    /// <summary>Where the code comes from; {0} is <see cref="SentTo"/>.</summary>
    public required string Lead { get; init; }
    public string? SentTo { get; init; }
    /// <summary>Where the form is posted.</summary>
    public required string Action { get; init; }
    public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();
    public string? Problem { get; init; }
    /// <summary>Whether this device is to be remembered, unless the person says otherwise; null: it cannot be.</summary>
    public bool? Remembers { get; init; }
    /// <summary>Something that went well.</summary>
    public string? Notice { get; init; }
    /// <summary>A new code can be sent.</summary>
    public bool MayResend { get; init; }
    /// <summary>False where a press is enough, because the code has just been given.</summary>
    public bool AsksForCode { get; init; } = true;
    /// <summary>It has letters, too.</summary>
    public bool OfLetters { get; init; }
    /// <summary>Other ways, and what each is called.</summary>
    public IReadOnlyList<(string Url, string Text)> Others { get; init; } = [];
    public string? CancelUrl { get; init; }
    /// <summary>The link in the same mail; null: there is none for this page.</summary>
    public AwaitedLink? Link { get; init; }
    public override bool Looks => Link is { Opened: false };
    public override string? FrameName => PageFrames.SignIn;
}
